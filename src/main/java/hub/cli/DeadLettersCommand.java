package hub.cli;

import picocli.CommandLine.Command;

/** {@code dead-letters}: attendances and orders that cannot be pushed as they are, and calls that a webhook did not take. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description =
                "Lists, shows, replays, corrects and discards attendances and orders that cannot be pushed to Odoo as they are,"
                        + " and calls that a webhook did not take.",
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class,
            DeadLettersCorrectCommand.class,
            DeadLettersDiscardCommand.class
        })
public class DeadLettersCommand implements TopCommand {}
