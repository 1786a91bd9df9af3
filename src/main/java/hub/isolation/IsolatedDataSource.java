package hub.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Names the caller to PostgreSQL with each connection that is taken from the pool, so that row-level security holds whatever is done
 * for a user, in whichever route or class. A connection keeps its caller in the pool: one that was last used for the same caller costs
 * nothing.
 */
class IsolatedDataSource extends DelegatingDataSource {
    private static final String UNKNOWN = "?";

    private final Map<Connection, String> callers = Collections.synchronizedMap(new WeakHashMap<>());

    IsolatedDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            name(connection, Caller.current());
            return connection;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private void name(Connection connection, String caller) throws SQLException {
        Connection physical =
                connection.unwrap(org.postgresql.PGConnection.class) instanceof Connection own ? own : null;
        if (physical == null) {
            throw new SQLException("The hub's connections are PostgreSQL's");
        }
        if (caller.equals(callers.getOrDefault(physical, Caller.HUB))) {
            return;
        }
        callers.put(physical, UNKNOWN);
        try (PreparedStatement statement = connection.prepareStatement("SELECT name_caller(?)")) {
            statement.setString(1, caller);
            statement.execute();
        }
        callers.put(physical, caller);
    }
}
