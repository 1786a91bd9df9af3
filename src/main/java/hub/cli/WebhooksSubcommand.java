package hub.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import realtime.Installation;

/** A command about the rules of one Odoo. */
abstract class WebhooksSubcommand implements Subcommand {
    /** The rules in Odoo. */
    final Installation installation;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--connection",
            defaultValue = "default",
            paramLabel = "KEY",
            description = "default, or as in c17 (default: ${DEFAULT-VALUE}).")
    String connection;

    WebhooksSubcommand(Installation installation) {
        this.installation = installation;
    }
}
