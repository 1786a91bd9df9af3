package hub.cli;

import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import realtime.Installation;

/** {@code webhooks list}: the rules of this hub in Odoo, one line each, tabs between. */
@Component
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the rules by which Odoo says what changed.")
public class WebhooksListCommand extends WebhooksSubcommand {
    WebhooksListCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        WebhooksCommand.print(spec.commandLine().getOut(), installation.list(connection));
        return 0;
    }
}
