package hub.start;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in one sentence why the portal database cannot be used: not there, refused, or not a database address at all. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable root, SQLException cause) {
        SQLException last = innermost(cause);
        String state = last.getSQLState() == null ? "" : last.getSQLState();
        String sentence =
                switch (state) {
                    case "28P01", "28000" ->
                        "The database at " + address()
                                + " refuses the user or password; check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.";
                    case "3D000" ->
                        "The server at " + address()
                                + " has no such database; create it or correct SPRING_DATASOURCE_URL.";
                    case "42501" ->
                        "The database user may not create tables at " + address()
                                + "; make it the owner of the database or grant it CREATE on the schema.";
                    case "53300" ->
                        "The database at " + address() + " has no free connection left; raise max_connections.";
                    default ->
                        state.startsWith("08")
                                ? "No database answers at " + address() + "; start it or correct SPRING_DATASOURCE_URL."
                                : null;
                };
        return sentence == null ? null : new FailureAnalysis(sentence, null, cause);
    }

    private static SQLException innermost(SQLException failure) {
        SQLException last = failure;
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                last = sql;
            }
        }
        return last;
    }

    /** The address without its parameters, which may hold a password. */
    private String address() {
        return DatabaseAddress.printable(environment.getProperty("spring.datasource.url", ""));
    }
}
