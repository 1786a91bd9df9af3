package sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * One run at a time for a flow and connection, across processes: an advisory lock on a database connection of its own,
 * which PostgreSQL lets go of when the process dies.
 */
final class FlowLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlowLock.class);
    private final Connection connection;

    private FlowLock(Connection connection) {
        this.connection = connection;
    }

    /** @return the lock, or empty when another run holds it */
    static Optional<FlowLock> tryAcquire(DataSource dataSource, String flow, String odooConnection) {
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            if (take(connection, flow + "/" + odooConnection)) {
                return Optional.of(new FlowLock(connection));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            quietly(connection);
            throw new CannotGetJdbcConnectionException("No database connection for the lock of flow " + flow, e);
        }
    }

    private static boolean take(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, "odoo-hub/" + key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
            statement.execute();
        } catch (SQLException e) {
            LOG.debug("The connection that held a flow's lock was lost; PostgreSQL released it");
        } finally {
            quietly(connection);
        }
    }

    private static void quietly(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("Closing a lost connection failed");
        }
    }
}
