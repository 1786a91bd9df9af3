package gateway.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose records of the portal are, as the mirror has them: of their partner and that one's commercial partner, of who is invited to a
 * meeting, of who is registered for an event. What is asked for one listener is remembered for a moment, for the others.
 */
@Component
public class PortalOwners {
    /** The models of which clients may hear that something of theirs has changed. */
    public static final Set<String> MODELS =
            Set.of("project.task", "event.registration", "event.event", "calendar.event", "sale.order");

    private static final String CONNECTION = "default";
    private static final Duration KEPT = Duration.ofMillis(500);
    private static final int MOST = 10_000;

    private record Key(String model, long record) {}

    private final JdbcClient database;
    private final Cache<Key, Set<Long>> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    PortalOwners(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param partner commercial partner of the client; 0 for none
     * @param contact the client's own partner; 0 for none
     * @return those of the records that are the client's
     */
    public Set<Long> own(String model, Set<Long> records, long partner, long contact) {
        Map<Long, Set<Long>> owners = owners(model, records);
        return records.stream()
                .filter(record -> {
                    Set<Long> whose = owners.getOrDefault(record, Set.of());
                    return partner > 0 && whose.contains(partner) || contact > 0 && whose.contains(contact);
                })
                .collect(Collectors.toSet());
    }

    private Map<Long, Set<Long>> owners(String model, Set<Long> records) {
        Map<Long, Set<Long>> owners = new HashMap<>();
        Set<Long> unknown = new HashSet<>();
        for (long record : records) {
            Set<Long> whose = known.getIfPresent(new Key(model, record));
            if (whose == null) {
                unknown.add(record);
            } else {
                owners.put(record, whose);
            }
        }
        if (!unknown.isEmpty()) {
            Map<Long, Set<Long>> asked = ask(model, unknown);
            unknown.forEach(record -> known.put(new Key(model, record), asked.getOrDefault(record, Set.of())));
            owners.putAll(asked);
        }
        return owners;
    }

    private Map<Long, Set<Long>> ask(String model, Set<Long> records) {
        Map<Long, Set<Long>> owners = new HashMap<>();
        database.sql("SELECT record, partner FROM portal_owners(:connection, :model, :records)")
                .param("connection", CONNECTION)
                .param("model", model)
                .param("records", records.toArray(Long[]::new))
                .query((row, number) -> List.of(row.getLong(1), row.getLong(2)))
                .list()
                .forEach(pair -> owners.computeIfAbsent(pair.get(0), any -> new HashSet<>())
                        .add(pair.get(1)));
        return owners;
    }
}
