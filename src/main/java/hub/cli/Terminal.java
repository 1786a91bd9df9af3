package hub.cli;

import java.io.Console;
import org.springframework.stereotype.Component;

/** Where a command can ask somebody. */
@Component
class Terminal {
    /** Whether there is somebody to ask. */
    boolean isThere() {
        return System.console() != null;
    }

    /** Asks for a line. @return what was typed, or the offered value for an empty line; null for neither */
    String ask(String label, String offered) {
        Console console = System.console();
        String typed = console.readLine("%s%s: ", label, offered == null ? "" : " [" + offered + "]");
        return typed == null || typed.isBlank() ? offered : typed.strip();
    }

    /** Asks for something that is not shown. @return what was typed; null for nothing */
    String askHidden(String label) {
        char[] typed = System.console().readPassword("%s: ", label);
        return typed == null || typed.length == 0 ? null : new String(typed);
    }
}
