package hub.cli;

import java.io.PrintWriter;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routes.DryRun;
import routes.FlowFailedException;
import routes.FlowRunner;
import sync.Run;
import sync.RunFigures;
import sync.RunMode;
import sync.RunProgressed;
import sync.RunTrigger;

/** {@code sync <flow>}: one run, then the process ends. */
@Component
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Runs one flow once and says what became of the records.")
public class SyncCommand implements Subcommand, TopCommand {
    private final FlowRunner runner;
    private final DryRun dryRun;
    private ProgressLine progress;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FLOW", description = "The flow to run, such as customers.")
    private String flow;

    @Option(
            names = "--full",
            description = "Read everything again and look for deleted records, not only what changed.")
    private boolean full;

    @Option(names = "--dry-run", description = "Say what would happen, and store nothing.")
    private boolean dry;

    SyncCommand(FlowRunner runner, DryRun dryRun) {
        this.runner = runner;
        this.dryRun = dryRun;
    }

    @Override
    public Integer call() {
        RunMode mode = full ? RunMode.FULL : RunMode.INCREMENTAL;
        Run run;
        try (ProgressLine line = new ProgressLine()) {
            progress = line;
            run = dry ? dryRun.run(flow, mode) : runner.run(flow, mode, RunTrigger.COMMAND);
        } catch (FlowFailedException failed) {
            summary(failed.getRun());
            throw new CommandFailure(failed.getMessage());
        }
        summary(run);
        return 0;
    }

    @EventListener
    void progressed(RunProgressed event) {
        if (progress == null || !event.run().getName().equals(flow)) {
            return;
        }
        RunFigures figures = event.run().getFigures();
        progress.show(figures.read(), figures.expected() == null ? 0 : figures.expected(), flow + " read");
    }

    private void summary(Run run) {
        PrintWriter out = spec.commandLine().getOut();
        RunFigures f = run.getFigures();
        if (dry) {
            out.println("Dry run: nothing was stored.");
        }
        out.printf("Total:     %d%n", f.read());
        out.printf("Created:   %d%n", f.created());
        out.printf("Updated:   %d%n", f.updated());
        out.printf("Unchanged: %d%n", f.unchanged());
        out.printf("Marked:    %d%n", f.marked());
        out.printf("Skipped:   %d%s%n", f.skippedTotal(), f.skipped().isEmpty() ? "" : " " + f.skipped());
        out.printf("Errors:    %d%n", f.rejected());
        out.flush();
    }
}
