package hub.cli;

import attendance.DeadLetters;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters discard}: it will not be pushed. */
@Component
@Command(name = "discard", mixinStandardHelpOptions = true, description = "Gives a dead letter up.")
public class DeadLettersDiscardCommand implements Subcommand {
    private final DeadLetters letters;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, as list says.")
    private long id;

    @Option(names = "--reason", required = true, paramLabel = "REASON", description = "Why, for the audit.")
    private String reason;

    DeadLettersDiscardCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (letters.discard(id, reason) == null) {
            throw new CommandFailure("There is no dead letter " + id + ".");
        }
        out.printf("Dead letter %d was discarded%n", id);
        out.flush();
        return 0;
    }
}
