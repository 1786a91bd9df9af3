package hub.cli;

import java.util.List;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import realtime.Installation;

/** {@code webhooks install}: makes or mends the rules in Odoo. */
@Component
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = "Installs rules in Odoo by which it says what changed. Doing it again changes nothing.")
public class WebhooksInstallCommand extends WebhooksSubcommand {
    @Option(names = "--bus", description = "On Odoo's bus, which the hub listens to, instead of by webhooks.")
    private boolean bus;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "MODEL",
            description = "Only these; all that flows pull when left out.")
    private List<String> models = List.of();

    @Option(
            names = "--hub-url",
            paramLabel = "URL",
            description = "Where Odoo reaches the hub (default: hub.realtime.hub-url).")
    private String hubUrl;

    WebhooksInstallCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        WebhooksCommand.print(
                spec.commandLine().getOut(),
                installation.install(new Installation.Request(connection, bus, models, hubUrl)));
        return 0;
    }
}
