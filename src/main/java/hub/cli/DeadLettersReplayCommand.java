package hub.cli;

import attendance.DeadLetters;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters replay}: one, or all with a cause, or of a webhook. */
@Component
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Lets dead letters be pushed again.")
public class DeadLettersReplayCommand implements Subcommand {
    private final DeadLetters letters;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** Either one, or all that are like this. */
    static class Which {
        @Parameters(index = "0", paramLabel = "ID", description = "Its id, as list says.")
        private Long id;

        @ArgGroup(exclusive = false)
        private Alike alike;
    }

    /** What they have in common. */
    static class Alike {
        @Option(names = "--cause", paramLabel = "CAUSE", description = "All with this cause, such as overlapping.")
        private String cause;

        @Option(
                names = "--flow",
                paramLabel = "FLOW",
                description = "Of attendance, orders or webhooks; attendance unless told otherwise.")
        private String flow;

        @Option(names = "--webhook", paramLabel = "NAME", description = "All calls that this webhook did not take.")
        private String webhook;

        private String flow() {
            String usual = webhook == null ? "attendance" : "webhooks";
            return flow == null ? usual : flow;
        }
    }

    DeadLettersReplayCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (which.id == null) {
            int replayed = letters.replayAll(which.alike.flow(), which.alike.cause, which.alike.webhook);
            out.printf("%d dead %s pushed again%n", replayed, replayed == 1 ? "letter is" : "letters are");
        } else if (letters.replay(which.id) == null) {
            throw new CommandFailure("There is no dead letter " + which.id + ".");
        } else {
            out.printf("Dead letter %d is pushed again%n", which.id);
        }
        out.flush();
        return 0;
    }
}
