package sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table connection_flow: when each flow is due on each user's connection, and which process runs it. */
@Component("connectionSchedule")
public class ConnectionSchedule {
    private static final Duration JUST_SAVED = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final double JITTER = 0.2;
    private static final String MINE = " WHERE connection_id = :id AND flow = :flow AND claim = :claim";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final ConnectionRunProperties settings;
    private final ConnectionTimetables timetables;
    private final String claim;

    ConnectionSchedule(
            JdbcClient database,
            TransactionTemplate transaction,
            ConnectionRunProperties settings,
            FlowProperties flows) {
        this.database = database;
        this.transaction = transaction;
        this.settings = settings;
        this.timetables = new ConnectionTimetables(database, settings, flows);
        this.claim = read("sql/connections/claim.sql");
    }

    /** Gives connections that lack one of these flows a row for it: due at once for one that was just saved, else by the timetable. */
    public void complete(List<String> flows) {
        record Missing(long id, String flow, OffsetDateTime savedAt) {}
        List<Missing> missing = database.sql(
                        "SELECT c.id, f.flow, c.updated_at AS saved_at FROM odoo_connection c CROSS JOIN unnest(:flows::text[]) AS f(flow)"
                                + " WHERE c.owner IS NOT NULL AND NOT EXISTS (SELECT FROM connection_flow k"
                                + " WHERE k.connection_id = c.id AND k.flow = f.flow)")
                .param("flows", flows.toArray(String[]::new))
                .query(Missing.class)
                .list();
        Instant now = Instant.now();
        for (Missing m : missing) {
            boolean justSaved = m.savedAt().toInstant().isAfter(now.minus(JUST_SAVED));
            Instant due = justSaved ? now : timetables.usual().next(now, ConnectionClaim.key(m.id(), m.flow()));
            database.sql("INSERT INTO connection_flow (connection_id, flow, due_at)"
                            + " SELECT id, :flow, :due FROM odoo_connection WHERE id = :id ON CONFLICT DO NOTHING")
                    .param("flow", m.flow())
                    .param("due", Runs.utc(due))
                    .param("id", m.id())
                    .update();
        }
    }

    /**
     * Claims what is due, for the length of a lease.
     *
     * @param free how many at most
     * @param failing how many of them at most that failed last
     */
    public List<ConnectionClaim> claim(int free, int failing) {
        return transaction.execute(status -> {
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended('odoo-hub/connection_flow', 0))")
                    .query((row, i) -> 0)
                    .list();
            return database.sql(claim)
                    .param("perConnection", settings.runsPerConnection())
                    .param("perOwner", settings.runsPerOwner())
                    .param("perHost", settings.runsPerHost())
                    .param("failing", failing)
                    .param("free", free)
                    .param("lease", settings.lease().toSeconds())
                    .param("compare", settings.compare().toSeconds())
                    .query(ConnectionClaim.class)
                    .list();
        });
    }

    /** @return whether it is still this process's */
    public boolean renew(ConnectionClaim c) {
        return mine("UPDATE connection_flow SET claimed_until = clock_timestamp() + make_interval(secs => :lease)", c)
                        .param("lease", settings.lease().toSeconds())
                        .update()
                == 1;
    }

    /** It went well; due again by its timetable. */
    public void done(ConnectionClaim c) {
        mine(
                        "UPDATE connection_flow SET claim = NULL, claimed_until = NULL, failures = 0, last_failure = NULL, due_at = :due,"
                                + " succeeded_at = clock_timestamp(), compared_at = CASE WHEN :compared THEN clock_timestamp()"
                                + " ELSE coalesce(compared_at, clock_timestamp()) END",
                        c)
                .param("due", Runs.utc(timetables.of(c).next(Instant.now(), ConnectionClaim.key(c.id(), c.flow()))))
                .param("compared", c.compare())
                .update();
    }

    /** It could not run now and is none the worse for it: due again in half a minute, behind the others. */
    public void postponed(ConnectionClaim c) {
        mine("UPDATE connection_flow SET claim = NULL, claimed_until = NULL, due_at = :due", c)
                .param("due", Runs.utc(Instant.now().plus(SOON)))
                .update();
    }

    /** It failed: due again after a pause that doubles with each failure, more or less a fifth. @param failure in a sentence */
    public void failed(ConnectionClaim c, String failure) {
        double doubled = settings.backoff().toMillis() * Math.pow(2, Math.min(c.failures(), 40));
        double pause = Math.min(doubled, settings.backoffMaximum().toMillis());
        double spread = 1
                + JITTER * (2 * java.util.concurrent.ThreadLocalRandom.current().nextDouble() - 1);
        mine(
                        "UPDATE connection_flow SET claim = NULL, claimed_until = NULL, failures = failures + 1, last_failure = :failure,"
                                + " due_at = :due",
                        c)
                .param("failure", failure)
                .param("due", Runs.utc(Instant.now().plusMillis((long) (pause * spread))))
                .update();
    }

    /**
     * Changes a timetable.
     *
     * @param enabled null leaves it as it is
     * @param schedule null leaves it as it is, an empty one takes that of the settings
     * @throws ScheduleRefusedException in a sentence, when the schedule is none or too often
     */
    public void change(long id, String flow, Boolean enabled, String schedule) {
        Timetable changed = schedule == null || schedule.isBlank() ? null : timetables.checked(schedule);
        complete(List.of(flow));
        Instant due =
                (changed == null ? timetables.usual() : changed).next(Instant.now(), ConnectionClaim.key(id, flow));
        database.sql(
                        "UPDATE connection_flow SET enabled = coalesce(:enabled, enabled),"
                                + " schedule = CASE WHEN :given THEN :schedule ELSE schedule END,"
                                + " due_at = CASE WHEN :given THEN :due ELSE due_at END WHERE connection_id = :id AND flow = :flow")
                .param("enabled", enabled, java.sql.Types.BOOLEAN)
                .param("given", schedule != null)
                .param("schedule", changed == null ? null : schedule.strip(), java.sql.Types.VARCHAR)
                .param("due", Runs.utc(due))
                .param("id", id)
                .param("flow", flow)
                .update();
    }

    /**
     * Makes a flow due at once.
     *
     * @param compare whether its ids are to be compared with Odoo's
     * @throws ScheduleRefusedException when the connection is paused or the flow turned off
     */
    public void next(long id, String flow, boolean compare) {
        int due = database.sql("UPDATE connection_flow f SET due_at = least(due_at, clock_timestamp()),"
                        + " compared_at = CASE WHEN :compare THEN '-infinity' ELSE compared_at END"
                        + " FROM odoo_connection c WHERE c.id = f.connection_id AND c.state = 'active' AND f.enabled"
                        + " AND f.connection_id = :id AND f.flow = :flow")
                .param("compare", compare)
                .param("id", id)
                .param("flow", flow)
                .update();
        if (due == 0) {
            throw new ScheduleRefusedException(409, "The connection is paused, or the flow turned off.");
        }
    }

    /** Removes old runs of users' connections, but for the last of each flow and those with rejects that are open. */
    public void clean() {
        database.sql(
                        "DELETE FROM sync_run r WHERE connection_number(r.connection) IS NOT NULL AND r.status <> 'running'"
                                + " AND r.finished_at < clock_timestamp() - make_interval(secs => :retention)"
                                + " AND EXISTS (SELECT FROM sync_run n WHERE n.flow = r.flow AND n.connection = r.connection AND n.id > r.id)"
                                + " AND NOT EXISTS (SELECT FROM sync_reject j WHERE (j.last_run = r.id OR j.first_run = r.id)"
                                + " AND j.healed_at IS NULL)")
                .param("retention", settings.retention().toSeconds())
                .update();
    }

    private JdbcClient.StatementSpec mine(String sql, ConnectionClaim c) {
        return database.sql(sql + MINE)
                .param("id", c.id())
                .param("flow", c.flow())
                .param("claim", c.claim());
    }

    private static String read(String file) {
        try {
            return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
