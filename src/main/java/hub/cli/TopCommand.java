package hub.cli;

/**
 * Marks a command directly below {@code odoo-hub}, so that it is found without being listed: either a {@link Subcommand}
 * itself, or only a group whose {@code @CommandLine.Command} lists its subcommands.
 */
public interface TopCommand {}
