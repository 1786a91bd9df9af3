package hub.cli;

import attendance.DeadLetters;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters show}: everything about one. */
@Component
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a dead letter and what was done about it.")
public class DeadLettersShowCommand implements Subcommand {
    private final DeadLetters letters;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, as list says.")
    private long id;

    DeadLettersShowCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        String answer = letters.show(id);
        if (answer == null) {
            throw new CommandFailure("There is no dead letter " + id + ".");
        }
        JsonNode letter = new ObjectMapper().readTree(answer).path("data");
        letter.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("audit") && !field.getValue().isNull()) {
                out.printf("%-14s %s%n", field.getKey(), field.getValue().asText());
            }
        });
        letter.path("audit")
                .forEach(act -> out.printf(
                        "%s %s by %s %s%n",
                        act.path("at").asText(),
                        act.path("act").asText(),
                        act.path("actor").asText(),
                        act.path("detail")));
        out.flush();
        return 0;
    }
}
