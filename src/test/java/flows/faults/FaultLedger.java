package flows.faults;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hubs' database says. */
record FaultLedger(JdbcClient jdbc) {
    /** Whether nothing waits any more: what is left in the outbox is dead. */
    boolean isSettled() {
        return jdbc.sql("SELECT NOT EXISTS (SELECT FROM outbox WHERE status <> 'dead')")
                .query(Boolean.class)
                .single();
    }

    /** What still waits, in words. */
    List<String> waiting() {
        return jdbc.sql(
                        "SELECT concat_ws(' ', status, a.person_id, a.at, 'due', due_at, 'until', claimed_until, cause, o.detail)"
                                + " FROM outbox o LEFT JOIN attendance a ON a.id = o.subject WHERE o.status <> 'dead' LIMIT 20")
                .query(String.class)
                .list();
    }

    /** What PostgreSQL is busy with, in words. */
    List<String> sessions() {
        return jdbc.sql(
                        "SELECT concat_ws(' ', pid, state, wait_event, 'since', xact_start, left(query, 100)) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL")
                .query(String.class)
                .list();
    }

    /** Cause of each dead letter by badge; causes when there are several. */
    Map<String, String> deadLetters(Instant from, Instant to) {
        Map<String, String> dead = new HashMap<>();
        jdbc.sql("SELECT a.person_id, o.cause FROM outbox o JOIN attendance a ON a.id = o.subject"
                        + " WHERE o.flow = 'attendance' AND o.status = 'dead' AND a.at >= ? AND a.at < ?")
                .params(Timestamp.from(from), Timestamp.from(to))
                .query(row -> {
                    dead.merge(row.getString(1), row.getString(2), (one, more) -> one + ", " + more);
                });
        return dead;
    }

    /** Odoo's id, employee and times of each attendance that counts as pushed. */
    Set<String> pushed(Instant from, Instant to) {
        Set<String> pushed = new HashSet<>();
        jdbc.sql("SELECT a.odoo_id, p.odoo_employee_id, a.pushed_check_in, a.pushed_check_out"
                        + " FROM attendance a JOIN persons p ON p.id = a.person"
                        + " WHERE a.odoo_id IS NOT NULL AND a.at >= ? AND a.at < ?")
                .params(Timestamp.from(from), Timestamp.from(to))
                .query(row -> {
                    Timestamp out = row.getTimestamp(4);
                    pushed.add(row.getLong(1) + " "
                            + FaultRound.key(
                                    row.getLong(2),
                                    row.getTimestamp(3).toInstant(),
                                    out == null ? null : out.toInstant()));
                });
        return pushed;
    }
}
