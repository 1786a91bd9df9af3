package hub.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks for a new password: twice at a terminal, which does not show it; else the first line of standard input. */
final class NewPassword {
    private NewPassword() {}

    /** @throws CommandFailure when there is none, or the two differ */
    static String read() {
        Console console = System.console();
        return console == null ? line() : typed(console);
    }

    private static String typed(Console console) {
        char[] first = console.readPassword("New password: ");
        char[] second = console.readPassword("Once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new CommandFailure("The two passwords differ; nothing was changed.");
        }
        return new String(first);
    }

    private static String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new CommandFailure("Give the password on standard input, as one line; nothing was changed.");
            }
            return line;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
