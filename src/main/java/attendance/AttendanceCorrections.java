package attendance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Attendances changed or voided by hand, as the bean {@code attendanceCorrections}. */
@Component("attendanceCorrections")
public class AttendanceCorrections {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] TIMES = {"check_in", "check_out"};

    private final IntakeProperties settings;

    AttendanceCorrections(IntakeProperties settings) {
        this.settings = settings;
    }

    /**
     * @param said {@code person_id}, {@code check_in}, {@code check_out}: those that change; a check_out of null opens the
     *     attendance again
     * @return parameters of {@code correct.sql}: id, change (times as instants) and actor
     * @throws RequestRefusedException when a time cannot be read
     */
    public Map<String, Object> change(@Body Map<String, Object> said, @Header("id") String id) {
        return Map.of("id", id, "change", change(said), "actor", actor());
    }

    /**
     * A change as REST would say it.
     *
     * @param personId null or empty for no change, as the others
     * @throws RequestRefusedException when nothing changes
     */
    public static Map<String, Object> said(String personId, String checkIn, String checkOut) {
        Map<String, Object> said = new HashMap<>(Map.of(
                "person_id", Objects.requireNonNullElse(personId, ""),
                "check_in", Objects.requireNonNullElse(checkIn, ""),
                "check_out", Objects.requireNonNullElse(checkOut, "")));
        said.values().removeIf(value -> value.toString().isBlank());
        if (said.isEmpty()) {
            throw new RequestRefusedException(400, "Give what changes: person, check-in or check-out.");
        }
        return said;
    }

    /** The change as JSON, its times as instants. */
    String change(Map<String, Object> said) {
        ObjectNode change = JSON.createObjectNode();
        if (said.get("person_id") != null) {
            change.put("person_id", said.get("person_id").toString().strip());
        }
        for (String member : TIMES) {
            if (said.get(member) != null) {
                change.put(member, time(member, said.get(member).toString()));
            } else if (said.containsKey(member)) {
                change.putNull(member);
            }
        }
        return change.toString();
    }

    /** @return parameters of {@code void.sql}: id, reason and actor */
    public Map<String, Object> withdraw(@Header("id") String id, @Header("reason") String reason) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", id);
        parameters.put("reason", reason);
        parameters.put("actor", actor());
        return parameters;
    }

    private String time(String member, String text) {
        try {
            ZoneId zone = settings.zone();
            long seconds = new EventTimes(settings.futureTolerance()).seconds(text, zone, Instant.now());
            return Instant.ofEpochSecond(seconds).toString();
        } catch (Rejection unreadable) {
            throw new RequestRefusedException(400, member + ": " + unreadable.getMessage());
        }
    }

    private static String actor() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? "unknown" : who.getName();
    }
}
