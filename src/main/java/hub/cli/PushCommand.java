package hub.cli;

import attendance.AttendancePush;
import attendance.PushProgressed;
import attendance.PushResult;
import java.io.PrintWriter;
import java.time.LocalDate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code push attendance --from --to}: pushes what waits of these days, then the process ends. */
@Component
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Pushes what waits of some days to Odoo. What was pushed before is not pushed again.")
public class PushCommand implements Subcommand, TopCommand {
    private final AttendancePush push;
    private ProgressLine progress;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FLOW", description = "The flow to push: attendance.")
    private String flow;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day, as in 2025-01-01.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day, as in 2025-01-31.")
    private LocalDate to;

    PushCommand(AttendancePush push) {
        this.push = push;
    }

    @Override
    public Integer call() {
        if (!flow.equals("attendance")) {
            throw new CommandFailure("There is no flow '" + flow + "' that pushes; there is attendance.");
        }
        PushResult result;
        try (ProgressLine line = new ProgressLine()) {
            progress = line;
            result = push.push(from, to);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Total:  %d%n", result.total());
        out.printf("Pushed: %d%n", result.pushed());
        out.printf("Failed: %d%n", result.failed());
        result.errors().forEach(out::println);
        out.flush();
        return result.failed() == 0 ? 0 : 1;
    }

    @EventListener
    void progressed(PushProgressed event) {
        if (progress != null) {
            progress.show(event.done(), event.total(), "attendances pushed");
        }
    }
}
