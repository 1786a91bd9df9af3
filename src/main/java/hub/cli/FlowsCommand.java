package hub.cli;

import picocli.CommandLine.Command;

/** {@code flows}: what the routes of the hub are like. */
@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        description = "Checks route files.",
        subcommands = FlowsCheckCommand.class)
public class FlowsCommand implements TopCommand {}
