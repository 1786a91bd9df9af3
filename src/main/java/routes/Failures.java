package routes;

import java.sql.SQLException;
import odoo.NoConnectionException;
import odoo.OdooException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import sync.DatabaseAnswer;
import sync.RunGoneException;

/** Says in a sentence what stopped a run, and in another what to do. No secrets, no stack traces, no data. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /**
     * @param sentence what happened
     * @param remedy what to do about it; null when the sentence says it all
     */
    record Failure(String sentence, String remedy) {}

    private Failures() {}

    static Failure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OdooException odoo) {
                return new Failure(odoo.getProblem() + ".", odoo.getRemedy());
            }
            if (cause instanceof NoConnectionException none) {
                return new Failure(none.getMessage() + ".", null);
            }
            if (cause instanceof GuardException guard) {
                return new Failure(guard.getMessage(), guard.getRemedy());
            }
            if (cause instanceof FlowFailedException required) {
                return new Failure(
                        "The flow " + required.getRun().getName() + ", whose rows this one needs, failed.",
                        required.getMessage());
            }
            if (cause instanceof RunGoneException gone) {
                return new Failure(gone.getMessage() + ".", null);
            }
            if (cause instanceof RunStoppedException stopped) {
                return new Failure(stopped.getMessage(), "Nothing to do: the next run resumes where it stopped.");
            }
            if (cause instanceof DataAccessException || cause instanceof CannotCreateTransactionException) {
                return database(cause);
            }
        }
        LOG.error("A run stopped on an unforeseen failure", thrown);
        return new Failure(
                "The run stopped on " + thrown.getClass().getSimpleName() + ".",
                "Look into the log at this time; if it is not the configuration, report it as a bug.");
    }

    private static Failure database(Throwable thrown) {
        SQLException sql = DatabaseAnswer.in(thrown).orElse(null);
        if (sql != null) {
            return answered(sql);
        }
        return new Failure("The database cannot be reached.", "Check that PostgreSQL is up; the next run resumes.");
    }

    private static Failure answered(SQLException sql) {
        if ("OH001".equals(sql.getSQLState())) {
            return new Failure("Another process took the flow over.", "Nothing to do: that run goes on.");
        }
        if ("OH002".equals(sql.getSQLState())) {
            return new Failure(
                    "The connection was paused or removed, or its owner disabled, while the run was under way.",
                    "Nothing more was stored.");
        }
        return new Failure(
                "The database answered " + DatabaseAnswer.describe(sql) + ".",
                "Check that PostgreSQL is up and the flow's SQL file fits its tables; the next run resumes.");
    }
}
