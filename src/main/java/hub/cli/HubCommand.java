package hub.cli;

import picocli.CommandLine.Command;

/** The top of the command line; its subcommands are the {@link Subcommand} components. */
@Command(
        name = "odoo-hub",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Keeps Odoo in step with the systems around it. Without a command the server starts.",
        subcommands = picocli.CommandLine.HelpCommand.class)
public class HubCommand {}
