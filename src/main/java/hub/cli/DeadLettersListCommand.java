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

    @Option(names = "--flow", paramLabel = "FLOW", description = "Only those of attendance, orders or webhooks.")
    private String flow;

    @Option(names = "--webhook", paramLabel = "NAME", description = "Only calls that this webhook did not take.")
    private String webhook;

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
        JsonNode page = new ObjectMapper().readTree(letters.list(flow, cause, person, webhook, limit, null));
        for (JsonNode letter : page.path("data")) {
            out.printf(
                    "%-8s %-11s %-26s %s%n",
                    letter.path("id").asText(),
                    letter.path("flow").asText(),
                    letter.path("cause").asText(),
                    said(letter));
        }
        out.printf(
                "%d of %d dead letters%n",
                page.path("data").size(), page.path("total").asLong());
        out.flush();
        return 0;
    }

    /** Which call it was is not in the detail of webhooks' letters, which say what the receiver answered. */
    private static String said(JsonNode letter) {
        String detail = letter.path("detail").asText();
        return letter.path("webhook").isTextual()
                ? letter.path("webhook").asText() + " was to hear of "
                        + letter.path("record").asText() + ": " + detail
                : detail;
    }
}
