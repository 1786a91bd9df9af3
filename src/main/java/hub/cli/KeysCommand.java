package hub.cli;

import picocli.CommandLine.Command;

/** {@code keys}: the API keys of programs. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes the API keys by which programs use the REST interface.",
        subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class})
public class KeysCommand implements TopCommand {}
