package hub.cli;

import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import realtime.Installation;

/** {@code webhooks list}: the rules of this hub in Odoo, one line each, tabs between. */
@Component
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the rules by which Odoo says what changed.")
public class WebhooksListCommand implements Subcommand {
    private final Installation installation;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--connection",
            defaultValue = "default",
            paramLabel = "KEY",
            description = "default, or as in c17 (default: ${DEFAULT-VALUE}).")
    private String connection;

    WebhooksListCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        WebhooksCommand.print(spec.commandLine().getOut(), installation.list(connection));
        return 0;
    }
}
