package hub.cli;

import attendance.DeadLetters;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dead-letters list}: what waits for a decision. */
@Component
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists dead letters, newest first.")
public class DeadLettersListCommand implements Subcommand {
    private final DeadLetters letters;

    @Spec
    private CommandSpec spec;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "Only those with this cause, such as overlapping.")
    private String cause;

    @Option(names = "--person", paramLabel = "PERSON", description = "Only those of this person_id.")
    private String person;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most (${DEFAULT-VALUE}).")
    private int limit;

    DeadLettersListCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode page = new ObjectMapper().readTree(letters.list(null, cause, person, limit, null));
        for (JsonNode letter : page.path("data")) {
            out.printf(
                    "%-8s %-26s %s%n",
                    letter.path("id").asText(),
                    letter.path("cause").asText(),
                    letter.path("detail").asText());
        }
        out.printf(
                "%d of %d dead letters%n",
                page.path("data").size(), page.path("total").asLong());
        out.flush();
        return 0;
    }
}
