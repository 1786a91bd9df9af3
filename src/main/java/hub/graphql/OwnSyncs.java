package hub.graphql;

import connections.HubItself;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import odoo.NoConnectionException;
import odoo.OdooAuthenticationException;
import org.springframework.stereotype.Component;
import routes.FlowFailedException;
import routes.FlowRunner;
import routes.Flows;
import routes.UnknownFlowException;
import sync.Run;
import sync.RunFigures;
import sync.RunInProgressException;
import sync.RunMode;
import sync.RunTrigger;

/** Runs a flow on the connection of whoever asks, and waits for its end. A few at a time; the others wait their turn. */
@Component
class OwnSyncs {
    private static final long PATIENCE = 30;

    /** As the schema's SyncResult; getters by name. */
    record Result(
            boolean success,
            String message,
            List<String> errors,
            Long run_id,
            long read,
            long created,
            long updated,
            long unchanged,
            long marked,
            long rejected) {
        static Result refused(String message, String error) {
            return new Result(false, message, List.of(error), null, 0, 0, 0, 0, 0, 0);
        }

        static Result of(boolean success, String message, List<String> errors, Run run) {
            RunFigures f = run.getFigures();
            return new Result(
                    success,
                    message,
                    errors,
                    run.getId(),
                    f.read(),
                    f.created(),
                    f.updated(),
                    f.unchanged(),
                    f.marked(),
                    f.rejected());
        }
    }

    private final Reach reach;
    private final Flows flows;
    private final FlowRunner runner;
    private final Semaphore places;

    OwnSyncs(Reach reach, Flows flows, FlowRunner runner, GraphQlSettings settings) {
        this.reach = reach;
        this.flows = flows;
        this.runner = runner;
        this.places = new Semaphore(settings.syncs(), true);
    }

    /** @param connection as its owner calls it; null for the default one */
    Result run(String flow, String connection, boolean full) {
        String key;
        try {
            key = reach.connection(connection);
        } catch (Refused none) {
            return Result.refused(none.getMessage(), none.getMessage());
        }
        if (!key.equals(Reach.HUB) && !flows.forUsers().contains(flow)) {
            return failed(flow, "Own connections have the flows " + String.join(" and ", flows.forUsers()));
        }
        try {
            if (!places.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
                return failed(flow, "Too many syncs are under way; try again");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed(flow, "The hub stops");
        }
        try {
            return HubItself.does(() -> onConnection(flow, key, full ? RunMode.FULL : RunMode.INCREMENTAL));
        } finally {
            places.release();
        }
    }

    private Result onConnection(String flow, String key, RunMode mode) {
        try {
            Run run = runner.run(flow, mode, RunTrigger.REST, key);
            return Result.of(true, "Synced " + run.getFigures().read() + " " + flow + " from Odoo", List.of(), run);
        } catch (FlowFailedException failed) {
            String cause = cause(failed);
            return Result.of(false, sentence(flow, cause), List.of(cause), failed.getRun());
        } catch (RunInProgressException busy) {
            return failed(flow, "A sync of this connection is under way");
        } catch (UnknownFlowException unknown) {
            return failed(flow, unknown.getMessage());
        }
    }

    private static String cause(FlowFailedException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof OdooAuthenticationException) {
                return "Invalid Odoo credentials";
            }
            if (cause instanceof NoConnectionException none) {
                return none.getMessage();
            }
        }
        return failed.getMessage();
    }

    private Result failed(String flow, String error) {
        return Result.refused(sentence(flow, error), error);
    }

    private String sentence(String flow, String error) {
        String what = flows.forUsers().contains(flow) ? flow.substring(0, flow.length() - 1) + " " : "";
        return "Odoo " + what + "sync failed: " + error;
    }
}
