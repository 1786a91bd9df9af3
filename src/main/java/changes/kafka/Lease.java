package changes.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The places of readers of changes, each of which one hub at a time holds. A hub that stops gives away what it has, and takes no more. */
@Component
class Lease {
    private final JdbcClient jdbc;
    private final String me = UUID.randomUUID().toString();
    private volatile boolean stopping;

    Lease(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The reader's position, if it is this hub's now. A new reader begins where everything is known. */
    Optional<Long> take(String reader, Duration time) {
        if (stopping) {
            return Optional.empty();
        }
        Optional<Long> mine = jdbc.sql("SELECT position FROM change_reader WHERE name = :reader AND holder = :me"
                        + " AND leased_until > clock_timestamp() + :seconds * interval '0.5 second'")
                .param("me", me)
                .param("seconds", time.toSeconds())
                .param("reader", reader)
                .query(Long.class)
                .optional();
        return mine.isPresent() ? mine : renew(reader, time);
    }

    private Optional<Long> renew(String reader, Duration time) {
        Optional<Long> position = jdbc.sql("""
                UPDATE change_reader SET holder = :me, seen_at = clock_timestamp(),
                    leased_until = clock_timestamp() + :seconds * interval '1 second'
                WHERE name = :reader AND (holder = :me OR holder IS NULL OR leased_until < clock_timestamp()) RETURNING position
                """)
                .param("me", me)
                .param("seconds", time.toSeconds())
                .param("reader", reader)
                .query(Long.class)
                .optional();
        if (position.isEmpty()) {
            jdbc.sql("INSERT INTO change_reader (name, position) VALUES (?, change_horizon()) ON CONFLICT DO NOTHING")
                    .param(reader)
                    .update();
        }
        return position;
    }

    /** Goes on from there. @return false when another hub took over meanwhile */
    boolean move(String reader, long position) {
        return jdbc.sql("UPDATE change_reader SET position = ? WHERE name = ? AND holder = ?")
                        .params(position, reader, me)
                        .update()
                == 1;
    }

    /** Other hubs may take over at once. Routes tick on for a moment, and find that this one holds nothing any more. */
    @EventListener
    void give(ContextClosedEvent closing) {
        stopping = true;
        jdbc.sql("UPDATE change_reader SET holder = NULL, leased_until = NULL WHERE holder = ?")
                .param(me)
                .update();
    }
}
