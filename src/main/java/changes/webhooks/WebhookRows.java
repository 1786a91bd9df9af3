package changes.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import sync.Outbox;

/** Webhooks and their calls, as the push needs them. */
@Component
class WebhookRows {
    static final String FLOW = "webhooks";

    /** @param sealed null where the settings hold the secret */
    record Target(long id, String name, String url, byte[] sealed) {
        String connection() {
            return "w" + id;
        }
    }

    private final JdbcClient jdbc;
    private final Outbox outbox;

    WebhookRows(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** Puts changes into the outbox of every webhook that wants them; how many changes it looked at. */
    long fanOut(int most) {
        return jdbc.sql("SELECT webhooks_fan_out(?)")
                .param(most)
                .query(Long.class)
                .single();
    }

    boolean areThere() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM webhook WHERE state = 'active')")
                .query(Boolean.class)
                .single();
    }

    /** Webhooks that are not resting and have something that is due, or was left by a process that died. */
    List<Long> due() {
        return jdbc.sql("""
                SELECT id FROM webhook w WHERE state = 'active' AND rests_until <= clock_timestamp() AND EXISTS (
                    SELECT FROM outbox WHERE flow = 'webhooks' AND connection = 'w' || w.id AND (
                        status = 'waiting' AND due_at <= clock_timestamp()
                        OR status = 'claimed' AND claimed_until < clock_timestamp()))
                ORDER BY id
                """).query(Long.class).list();
    }

    Optional<Target> target(long id) {
        return jdbc.sql(
                        "SELECT w.id, w.name, w.url, s.secret FROM webhook w LEFT JOIN webhook_secret s ON s.webhook = w.id"
                                + " WHERE w.id = ? AND w.state = 'active'")
                .param(id)
                .query((row, number) -> new Target(
                        row.getLong("id"), row.getString("name"), row.getString("url"), row.getBytes("secret")))
                .optional();
    }

    /** Claimed calls, oldest first. */
    List<WebhookCall> calls(Collection<Long> ids) {
        return jdbc.sql("""
                SELECT o.id AS row, o.revision, o.attempts, d.* FROM outbox o JOIN webhook_delivery d ON d.id = o.subject
                WHERE o.id = ANY (?) ORDER BY o.position
                """)
                .param(ids.toArray(Long[]::new))
                .query((row, number) -> call(row))
                .list();
    }

    private static WebhookCall call(ResultSet row) throws SQLException {
        return new WebhookCall(
                row.getLong("row"),
                row.getInt("revision"),
                row.getInt("attempts"),
                row.getObject("event", UUID.class),
                row.getString("connection"),
                row.getString("model"),
                row.getLong("record"),
                row.getString("operation"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    @Transactional
    void taken(Target target, WebhookCall call, UUID claim) {
        outbox.end(call.id(), claim, call.revision());
        jdbc.sql(
                        "UPDATE webhook SET failures = 0, rests_until = '-infinity', last_success_at = clock_timestamp() WHERE id = ?")
                .param(target.id())
                .update();
    }

    /** It rests for longer each time, up to ten minutes. How often in a row it failed now. */
    int failed(Target target, String detail) {
        return jdbc.sql("""
                UPDATE webhook SET failures = failures + 1, last_failure = :detail, last_failure_at = clock_timestamp(),
                    rests_until = clock_timestamp() + least(600, power(2, least(failures, 10))) * interval '1 second'
                WHERE id = :id RETURNING failures
                """)
                .param("detail", detail)
                .param("id", target.id())
                .query(Integer.class)
                .single();
    }

    /** It is called no more; what waits for it becomes dead letters. */
    @Transactional
    public void disable(Target target, String reason) {
        jdbc.sql("UPDATE webhook SET state = 'disabled', disabled_reason = ? WHERE id = ?")
                .params(reason, target.id())
                .update();
        jdbc.sql(
                        "UPDATE outbox SET status = 'dead', dead_at = clock_timestamp(), claim = NULL, claimed_until = NULL, in_doubt = false,"
                                + " cause = 'webhook-disabled', detail = 'The webhook is disabled.',"
                                + " remedy = 'Enable it, then replay.' WHERE flow = 'webhooks' AND connection = ? AND status <> 'dead'")
                .param(target.connection())
                .update();
    }
}
