package accounts;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The administrator whom this thread works for. */
final class Actor {
    private Actor() {}

    static String name() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? "unknown" : who.getName();
    }
}
