package hub;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL for tests: one server for the whole JVM, started when first asked for, and as many databases as wanted. */
public final class TestDatabase {
    /** User of every test database; the server asks for no password. */
    public static final String USER = "postgres";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new, empty database. Its server goes away with the JVM. */
    public static TestDatabase create() {
        String name = "hub_" + COUNT.incrementAndGet();
        execute(server().getPostgresDatabase(), "CREATE DATABASE " + name);
        return new TestDatabase(name);
    }

    /** JDBC address, as in {@code jdbc:postgresql://localhost:5432/hub_1}. */
    public String url() {
        return "jdbc:postgresql://localhost:" + server().getPort() + "/" + name;
    }

    /** Connections without a pool. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(USER);
        return source;
    }

    /** Restarts the server of every test database without telling its clients, as a crash does. */
    public static void restartServer() {
        try {
            Path data = Path.of(ask("SHOW data_directory"));
            Path program =
                    Path.of(Files.readString(data.resolve("postmaster.opts")).split(" ", 2)[0]);
            List<String> command = new ArrayList<>(List.of(
                    program.resolveSibling("pg_ctl").toString(),
                    "restart",
                    "-w",
                    "-m",
                    "immediate",
                    "-D",
                    data.toString()));
            if (LinuxUtils.isUnshareAvailable()) {
                // PostgreSQL refuses to run as root; this is how the embedded one was started, too.
                command.addAll(0, List.of("unshare", "-U"));
            }
            Process restart = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!restart.waitFor(60, TimeUnit.SECONDS) || restart.exitValue() != 0) {
                throw new IllegalStateException("PostgreSQL did not come back");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String ask(String sql) {
        return JdbcClient.create(server().getPostgresDatabase())
                .sql(sql)
                .query(String.class)
                .single();
    }

    /** Empties every table but Flyway's history, and starts every sequence anew. */
    public void clean() {
        clean(dataSource());
    }

    /**
     * Empties every table of the public schema, and starts every sequence anew; but not Flyway's history, nor what a running hub
     * remembers for a while: the keys that sign tokens, which number a connection has, and how far changes were told (a hub that sees
     * them begin anew takes it for another database and cuts whoever listens).
     */
    public static void clean(DataSource dataSource) {
        execute(dataSource, """
                DO $$
                DECLARE
                  tables text;
                  connection bigint;
                  told bigint;
                BEGIN
                  SELECT string_agg(format('%I', tablename), ', ') INTO tables FROM pg_tables
                  WHERE schemaname = 'public' AND tablename NOT IN ('flyway_schema_history', 'signing_key');
                  IF tables IS NOT NULL THEN
                    connection := nextval('odoo_connection_id_seq');
                    told := nextval('change_event_position_seq');
                    EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY CASCADE';
                    PERFORM setval('odoo_connection_id_seq', connection);
                    PERFORM setval('change_event_position_seq', told);
                  END IF;
                END $$""");
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        // What is committed survives a restart; the default of the embedded server is off.
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "300")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return server;
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
