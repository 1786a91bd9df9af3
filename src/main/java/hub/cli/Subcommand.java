package hub.cli;

import java.util.concurrent.Callable;

/**
 * A command that does something: a Spring component that also carries {@code @CommandLine.Command}.
 *
 * <p>Returns its exit code: 0 for done, 1 for a failure that it has said in one sentence on standard error. Or it throws a
 * {@link CommandFailure}; of any other exception the first line of the message is said, never a stack trace. The words are
 * read once before Spring starts, on an instance whose constructor never ran: give default values of options in the
 * annotation ({@code defaultValue}), not in a field.
 */
public interface Subcommand extends Callable<Integer> {}
