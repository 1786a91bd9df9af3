package hub.cli;

import picocli.CommandLine.Command;

/** {@code dead-letters}: attendances that cannot be pushed as they are. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description =
                "Lists, shows, replays, corrects and discards attendances that cannot be pushed to Odoo as they are.",
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class,
            DeadLettersCorrectCommand.class,
            DeadLettersDiscardCommand.class
        })
public class DeadLettersCommand implements TopCommand {}
