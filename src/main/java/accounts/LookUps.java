package accounts;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A few connections for the questions that come with every request: whose address this is, whose token, whose key. They are
 * found by a unique key, so a plan that is kept is as good as a new one and saves most of their time in PostgreSQL; the hub's
 * own pool has each statement planned anew, for the pages of pulls. And they do not wait behind pulls for a connection.
 *
 * <p>Each question commits by itself and sees nothing of a transaction that its thread has open. It asks as the hub itself: who
 * the caller is, is what it finds out.
 */
@Component
public class LookUps {
    private static final int MOST = 4;

    private final HikariDataSource pool;
    private final JdbcClient database;

    LookUps(DataSource hub) throws SQLException {
        pool = keepingPlans(hub, "look-ups", MOST);
        database = JdbcClient.create(pool);
    }

    /**
     * A pool beside the hub's own, whose connections keep the plans of their statements and come as the hub itself.
     *
     * @param purpose ends the pool's name
     * @param most how many connections it has at most; none while nobody asks
     */
    public static HikariDataSource keepingPlans(DataSource hub, String purpose, int most) throws SQLException {
        HikariConfig settings = new HikariConfig();
        hub.unwrap(HikariDataSource.class).copyStateTo(settings);
        settings.setPoolName(settings.getPoolName() + "-" + purpose);
        settings.setMaximumPoolSize(Math.min(most, settings.getMaximumPoolSize()));
        settings.setMinimumIdle(0);
        String first = settings.getConnectionInitSql() == null ? "" : settings.getConnectionInitSql() + "; ";
        // A kept plan must not be one for a table that was empty.
        settings.setConnectionInitSql(first + "SET plan_cache_mode = auto; SET enable_seqscan = off");
        HikariDataSource pool = new HikariDataSource();
        settings.copyStateTo(pool);
        return pool;
    }

    /** For statements that find one row by a unique key. */
    public JdbcClient database() {
        return database;
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
