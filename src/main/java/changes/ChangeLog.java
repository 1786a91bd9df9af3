package changes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code change_event}: read in order, and cleaned as the bean {@code changeLog}. Triggers write it. */
@Component("changeLog")
public class ChangeLog {
    private static final int PRUNED_AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final ChangesProperties settings;

    ChangeLog(JdbcClient jdbc, ChangesProperties settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * The next changes after a position, in order. None is ever left behind, however late its transaction commits.
     *
     * @param models only of these; null for all
     */
    public List<ChangeEvent> after(long position, Collection<String> models, int most) {
        return jdbc.sql("SELECT * FROM change_events_after(:position, :models, :most)")
                .param("position", position)
                .param("models", models == null ? null : models.toArray(String[]::new), java.sql.Types.ARRAY)
                .param("most", most)
                .query((row, number) -> event(row))
                .list();
    }

    /** Up to here every change is known; 0 when there never was one. */
    public long horizon() {
        return jdbc.sql("SELECT change_horizon()").query(Long.class).single();
    }

    /** Whether changes after this position may be gone: pruned, or told by another database. */
    public boolean isForgotten(long position) {
        return jdbc.sql("SELECT change_forgotten(?)")
                .param(position)
                .query(Boolean.class)
                .single();
    }

    /**
     * Asks that changes be written down from now on.
     *
     * @param topics models, flows, or {@code *}
     * @param source who asks
     * @return whether all of them were written down already
     */
    public boolean want(Collection<String> topics, String source, Duration time) {
        return isAsked(topics, source, time) || ask(topics, source, time);
    }

    /** Whether this was asked lately, so that nothing has to be written. */
    private boolean isAsked(Collection<String> topics, String source, Duration time) {
        return jdbc.sql("""
                SELECT NOT EXISTS (SELECT FROM unnest(:topics::text[]) AS asked(name) WHERE NOT EXISTS (
                    SELECT FROM change_wanted w WHERE w.topic = asked.name AND w.source = :source
                    AND w.until > now() + :seconds * interval '0.9 second'))
                """)
                .param("topics", topics.toArray(String[]::new))
                .param("source", source)
                .param("seconds", time.toSeconds())
                .query(Boolean.class)
                .single();
    }

    private boolean ask(Collection<String> topics, String source, Duration time) {
        return jdbc.sql("""
                WITH topic AS (
                    SELECT DISTINCT topic FROM unnest(:topics::text[]) topic
                ), known AS (
                    SELECT count(*) = (SELECT count(*) FROM topic) AS "all" FROM topic
                    WHERE EXISTS (SELECT FROM change_wanted w WHERE w.topic IN (topic.topic, '*') AND w.until > now())
                ), asked AS (
                    INSERT INTO change_wanted AS w (topic, source, until)
                    SELECT topic, :source, now() + :seconds * interval '1 second' FROM topic
                    ON CONFLICT (topic, source) DO UPDATE SET until = greatest(w.until, EXCLUDED.until)
                )
                SELECT "all" FROM known
                """)
                .param("topics", topics.toArray(String[]::new))
                .param("source", source)
                .param("seconds", time.toSeconds())
                .query(Boolean.class)
                .single();
    }

    /** Removes changes that are older than they are kept, as far as every reader has read them. */
    public void prune() {
        OffsetDateTime before = OffsetDateTime.now().minus(settings.retention());
        long gone;
        do {
            gone = jdbc.sql("SELECT change_prune(?, ?)")
                    .params(before, PRUNED_AT_ONCE)
                    .query(Long.class)
                    .single();
        } while (gone == PRUNED_AT_ONCE);
        jdbc.sql("DELETE FROM change_wanted WHERE until < now() - interval '1 day'")
                .update();
    }

    static ChangeEvent event(ResultSet row) throws SQLException {
        return new ChangeEvent(
                row.getLong("position"),
                row.getObject("id", UUID.class),
                row.getString("flow"),
                row.getString("connection"),
                row.getString("model"),
                row.getLong("record"),
                row.getString("operation"),
                hex(row.getBytes("before")),
                hex(row.getBytes("after")),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static String hex(byte[] hash) {
        return hash == null ? null : HexFormat.of().formatHex(hash);
    }
}
