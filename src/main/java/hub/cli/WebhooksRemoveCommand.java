package hub.cli;

import java.util.List;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import realtime.Installation;

/** {@code webhooks remove}: takes the rules of this hub out of Odoo. */
@Component
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes the rules of this hub from Odoo, and what only they were for.")
public class WebhooksRemoveCommand extends WebhooksSubcommand {
    @Option(names = "--models", split = ",", paramLabel = "MODEL", description = "Only these; all when left out.")
    private List<String> models = List.of();

    WebhooksRemoveCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        int gone = installation.remove(connection, models);
        spec.commandLine().getOut().printf("Removed: %d%n", gone);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
