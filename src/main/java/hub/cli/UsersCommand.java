package hub.cli;

import picocli.CommandLine.Command;

/** {@code users}: who may use the REST interface. */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = "Manages users of the REST interface and the key that signs their tokens.",
        subcommands = {
            UsersListCommand.class,
            UsersCreateCommand.class,
            UsersPasswordCommand.class,
            UsersDisableCommand.class,
            UsersEnableCommand.class,
            UsersRotateKeyCommand.class
        })
public class UsersCommand implements TopCommand {}
