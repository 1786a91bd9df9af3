package hub.cli;

import picocli.CommandLine.Command;

/** {@code keyset}: the keys that seal saved secrets. */
@Command(
        name = "keyset",
        mixinStandardHelpOptions = true,
        description = "Makes and rotates the keyset that seals saved secrets.",
        subcommands = {KeysetCreateCommand.class, KeysetRotateCommand.class})
public class KeysetCommand implements TopCommand {}
