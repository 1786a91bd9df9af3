package accounts;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The administrator whom this thread works for. */
public final class Actor {
    private Actor() {}

    public static String name() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? "unknown" : who.getName();
    }
}
