package connections;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a user's API key expires, as far as Odoo tells. It lists a user's keys with their dates, and says of none which one a caller
 * used: neither the key nor its index can be read or searched. So this is a span, which is certain when all keys agree.
 */
final class KeyExpiry {
    /** Asks Odoo for a user's keys; the domain says whose. */
    static final String KEYS = "odoo:res.users.apikeys/search_read?fields=name,expiration_date?";

    private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private KeyExpiry() {}

    /**
     * @param keys records of {@code res.users.apikeys} that can be used for calls, with {@code expiration_date} where this Odoo has it
     * @return {@code certain}, {@code earliest} and {@code latest}, where null is never; null when Odoo tells nothing
     */
    static Map<String, Object> of(JsonNode keys, Instant now) {
        List<Instant> moments = new ArrayList<>();
        for (JsonNode key : keys) {
            if (!key.has("expiration_date")) {
                return null;
            }
            Instant moment = key.path("expiration_date").isTextual()
                    ? LocalDateTime.parse(key.path("expiration_date").asText(), ODOO)
                            .toInstant(ZoneOffset.UTC)
                    : Instant.MAX;
            if (moment.isAfter(now)) {
                moments.add(moment);
            }
        }
        if (moments.isEmpty()) {
            return null;
        }
        Instant earliest = moments.stream().min(Comparator.naturalOrder()).orElseThrow();
        Instant latest = moments.stream().max(Comparator.naturalOrder()).orElseThrow();
        Map<String, Object> expiry = new LinkedHashMap<>();
        expiry.put("certain", earliest.equals(latest));
        expiry.put("earliest", text(earliest));
        expiry.put("latest", text(latest));
        return expiry;
    }

    private static String text(Instant moment) {
        return moment.equals(Instant.MAX) ? null : moment.toString();
    }
}
