package attendance;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Outbox rows of a span of time. */
@Component
class PushRange {
    /** When rows of a span are due: before any other. */
    static final OffsetDateTime FIRST = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);

    private static final int MOST_ERRORS = 100;

    private final JdbcClient jdbc;

    PushRange(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything that waits is due. */
    void hasten() {
        jdbc.sql(
                        "UPDATE outbox SET due_at = clock_timestamp()"
                                + " WHERE flow = :flow AND connection = :connection AND status = 'waiting' AND due_at > clock_timestamp()")
                .param("flow", AttendanceOutbox.FLOW)
                .param("connection", AttendanceOutbox.CONNECTION)
                .update();
    }

    /**
     * The attendances of this span in the outbox, dead letters included. Those that wait, and what is before them in their
     * lanes, are due before anything else.
     */
    List<Long> take(Instant from, Instant until) {
        List<Long> subjects = jdbc.sql("""
                        SELECT a.id FROM attendance a
                        JOIN outbox o ON o.flow = :flow AND o.connection = a.connection AND o.subject = a.id
                        WHERE a.connection = :connection AND a.at >= :from AND a.at < :until
                        """)
                .param("flow", AttendanceOutbox.FLOW)
                .param("connection", AttendanceOutbox.CONNECTION)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .query(Long.class)
                .list();
        jdbc.sql("""
                        UPDATE outbox o SET due_at = :first
                        FROM (SELECT lane, max(position) AS position FROM outbox
                              WHERE flow = :flow AND connection = :connection AND subject = ANY(:ids) AND status = 'waiting'
                              GROUP BY lane) l
                        WHERE o.flow = :flow AND o.connection = :connection AND o.lane = l.lane
                          AND o.position <= l.position AND o.status = 'waiting'
                        """)
                .param("flow", AttendanceOutbox.FLOW)
                .param("connection", AttendanceOutbox.CONNECTION)
                .param("ids", subjects.toArray(Long[]::new))
                .param("first", FIRST)
                .update();
        return subjects;
    }

    /** Whether any of these is to be pushed. */
    boolean waiting(List<Long> subjects) {
        return any(subjects, "status <> 'dead'");
    }

    /** Whether any of these is being pushed. */
    boolean claimed(List<Long> subjects) {
        return any(subjects, "status = 'claimed' AND claimed_until > clock_timestamp()");
    }

    private boolean any(List<Long> subjects, String condition) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM outbox WHERE flow = :flow AND connection = :connection"
                        + " AND subject = ANY(:ids) AND " + condition + ")")
                .param("flow", AttendanceOutbox.FLOW)
                .param("connection", AttendanceOutbox.CONNECTION)
                .param("ids", subjects.toArray(Long[]::new))
                .query(Boolean.class)
                .single();
    }

    /** What is still in the outbox has failed, for now or for good. */
    PushResult result(List<Long> subjects) {
        List<String> errors = jdbc.sql(
                        "SELECT coalesce(rtrim(detail, '.'), 'Not pushed yet') FROM outbox"
                                + " WHERE flow = :flow AND connection = :connection AND subject = ANY(:ids) ORDER BY position, id")
                .param("flow", AttendanceOutbox.FLOW)
                .param("connection", AttendanceOutbox.CONNECTION)
                .param("ids", subjects.toArray(Long[]::new))
                .query(String.class)
                .list();
        return new PushResult(
                subjects.size() - errors.size(),
                errors.size(),
                subjects.size(),
                errors.stream().limit(MOST_ERRORS).toList());
    }
}
