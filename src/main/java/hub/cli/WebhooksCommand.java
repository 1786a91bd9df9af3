package hub.cli;

import picocli.CommandLine.Command;

/** {@code webhooks}: how Odoo says by itself what changed. */
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        description = "Lets Odoo say at once what changed, by webhooks or on its bus.",
        subcommands = {WebhooksInstallCommand.class, WebhooksListCommand.class, WebhooksRemoveCommand.class})
public class WebhooksCommand implements TopCommand {
    /** One line a rule, without the secret that it leads to. */
    static void print(java.io.PrintWriter out, java.util.List<realtime.Rule> rules) {
        if (rules.isEmpty()) {
            out.println("Nothing is installed; do so with 'webhooks install'.");
        }
        rules.forEach(rule -> out.printf(
                "%d\t%s\t%s\t%s%s%n",
                rule.id(), rule.kind(), rule.model(), rule.event(), rule.active() ? "" : "\tswitched off in Odoo"));
        out.flush();
    }
}
