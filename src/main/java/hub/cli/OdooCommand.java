package hub.cli;

import picocli.CommandLine.Command;

/** {@code odoo}: what has to do with the Odoo itself. */
@Command(
        name = "odoo",
        mixinStandardHelpOptions = true,
        description = "Tests the connection to Odoo.",
        subcommands = OdooTestCommand.class)
public class OdooCommand implements TopCommand {}
