package attendance;

import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is done about dead letters in the database, each act with who did it. */
@Component
class DeadLetterActs {
    /**
     * Which dead letters are meant; null for all.
     *
     * @param webhook name of the webhook that did not take them
     */
    record Which(Long id, String flow, String cause, String webhook) {
        static Which one(long id) {
            return new Which(id, null, null, null);
        }
    }

    private final JdbcClient jdbc;

    DeadLetterActs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** They are tried once more; how many. */
    int replay(Which which, String actor) {
        return chosen(DeadLetterSql.REPLAY, which).param("actor", actor).update();
    }

    /** They are in the outbox no more; how many. */
    int discard(Which which, String reason, String actor) {
        return chosen(DeadLetterSql.DISCARD, which)
                .param("reason", reason)
                .param("actor", actor)
                .update();
    }

    /** What a dead letter of a flow is about; empty when there is none. */
    Optional<Long> subject(long id, String flow) {
        return jdbc.sql("SELECT subject FROM outbox WHERE id = ? AND status = 'dead' AND flow = ?")
                .params(id, flow)
                .query(Long.class)
                .optional();
    }

    private JdbcClient.StatementSpec chosen(String sql, Which which) {
        return jdbc.sql(sql)
                .param("id", which.id(), Types.BIGINT)
                .param("flow", which.flow(), Types.VARCHAR)
                .param("cause", which.cause(), Types.VARCHAR)
                .param("webhook", which.webhook(), Types.VARCHAR);
    }
}
