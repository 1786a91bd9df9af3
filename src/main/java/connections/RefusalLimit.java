package connections;

import java.net.InetAddress;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds the refused sign-ins at one Odoo host to four a minute, whatever name it goes by and whichever process tests: Odoo shuts an
 * address out after five, and everybody behind it. A test takes a place first and gives it back unless it was refused, so tests side
 * by side cannot exceed it either.
 */
@Component
class RefusalLimit {
    static final int MOST = 4;
    private static final int SECONDS = 60;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    RefusalLimit(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /**
     * Takes a place for one sign-in.
     *
     * @return what {@link #admitted} wants back
     * @throws ConnectionRefusal status 429
     */
    UUID take(List<InetAddress> addresses, int port) {
        UUID attempt = UUID.randomUUID();
        List<String> hosts = addresses.stream()
                .map(address -> address.getHostAddress() + "#" + port)
                .sorted()
                .distinct()
                .toList();
        transaction.executeWithoutResult(status -> hosts.forEach(host -> take(attempt, host)));
        return attempt;
    }

    private void take(UUID attempt, String host) {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended('odoo_sign_in ' || :host, 0))")
                .param("host", host)
                .query((row, i) -> 0)
                .list();
        database.sql("DELETE FROM odoo_sign_in WHERE at < now() - interval '1 hour'")
                .update();
        Long wait = database.sql(
                        "SELECT ceil(extract(epoch FROM at + make_interval(secs => :seconds) - clock_timestamp()))"
                                + " FROM odoo_sign_in WHERE host = :host AND at > clock_timestamp() - make_interval(secs => :seconds)"
                                + " ORDER BY at DESC OFFSET :most LIMIT 1")
                .param("host", host)
                .param("seconds", SECONDS)
                .param("most", MOST - 1)
                .query(Long.class)
                .optional()
                .orElse(null);
        if (wait != null) {
            throw ConnectionRefusal.untilLater(
                    429,
                    "too_many_refusals",
                    "Too many refused sign-ins at this Odoo within a minute; wait, or Odoo shuts the hub out.",
                    wait);
        }
        database.sql("INSERT INTO odoo_sign_in (host, attempt) VALUES (:host, :attempt)")
                .param("host", host)
                .param("attempt", attempt)
                .update();
    }

    /** The sign-in was not refused. */
    void admitted(UUID attempt) {
        database.sql("DELETE FROM odoo_sign_in WHERE attempt = :attempt")
                .param("attempt", attempt)
                .update();
    }
}
