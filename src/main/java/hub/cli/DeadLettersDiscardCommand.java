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

/** {@code dead-letters discard}: it will not be pushed; of a webhook, all that it did not take. */
@Component
@Command(name = "discard", mixinStandardHelpOptions = true, description = "Gives a dead letter up.")
public class DeadLettersDiscardCommand implements Subcommand {
    private final DeadLetters letters;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(names = "--reason", required = true, paramLabel = "REASON", description = "Why, for the audit.")
    private String reason;

    /** Either one, or all of a webhook. */
    static class Which {
        @Parameters(index = "0", paramLabel = "ID", description = "Its id, as list says.")
        private Long id;

        @Option(names = "--webhook", paramLabel = "NAME", description = "All calls that this webhook did not take.")
        private String webhook;
    }

    DeadLettersDiscardCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (which.id == null) {
            int gone = letters.discardAll(which.webhook, reason);
            out.printf("%d dead %s discarded%n", gone, gone == 1 ? "letter was" : "letters were");
        } else if (letters.discard(which.id, reason) == null) {
            throw new CommandFailure("There is no dead letter " + which.id + ".");
        } else {
            out.printf("Dead letter %d was discarded%n", which.id);
        }
        out.flush();
        return 0;
    }
}
