package hub.cli;

import attendance.AttendanceCorrections;
import attendance.DeadLetters;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters correct}: another person, other times. */
@Component
@Command(
        name = "correct",
        mixinStandardHelpOptions = true,
        description = "Corrects the attendance of a dead letter, which is then pushed again.")
public class DeadLettersCorrectCommand implements Subcommand {
    private final DeadLetters letters;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, as list says.")
    private long id;

    @Option(names = "--person", paramLabel = "PERSON", description = "Whose it is, by badge.")
    private String person;

    @Option(names = "--check-in", paramLabel = "TIME", description = "As in 2025-01-15T08:30:00+01:00.")
    private String checkIn;

    @Option(names = "--check-out", paramLabel = "TIME", description = "As in 2025-01-15T17:00:00+01:00.")
    private String checkOut;

    DeadLettersCorrectCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (letters.correct(id, AttendanceCorrections.said(person, checkIn, checkOut)) == null) {
            throw new CommandFailure("There is no dead letter " + id + ".");
        }
        out.printf("The attendance of dead letter %d was corrected%n", id);
        out.flush();
        return 0;
    }
}
