package sync;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL said when it refused a statement. */
public final class DatabaseAnswer {
    /**
     * Classes of SQLSTATE that are about what was to be stored: how many rows, their values, constraints, views, limits, and
     * what triggers raise. Everything else is about the server, the statement or somebody else's transaction.
     */
    private static final Set<String> ABOUT_DATA = Set.of("21", "22", "23", "44", "54", "P0");

    private DatabaseAnswer() {}

    /** The answer among the causes of a failure; empty when PostgreSQL answered nothing. */
    public static Optional<SQLException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /** Whether the same data would be refused again, and other data not. */
    public static boolean isAboutData(Throwable failure) {
        return in(failure)
                .map(SQLException::getSQLState)
                .filter(state -> state.length() == 5 && ABOUT_DATA.contains(state.substring(0, 2)))
                .isPresent();
    }

    /** SQLSTATE and PostgreSQL's own first line, without the detail that may hold data. */
    public static String describe(SQLException sql) {
        ServerErrorMessage server = sql instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String state = sql.getSQLState() == null ? "an error" : sql.getSQLState();
        return server == null ? state : state + " " + server.getMessage();
    }

    /** Of a failure that a record or message is to blame for, in a sentence. */
    public static String refusal(Throwable failure) {
        return in(failure)
                .map(sql -> "The database refused it: " + describe(sql))
                .orElse("The database refused it.");
    }
}
