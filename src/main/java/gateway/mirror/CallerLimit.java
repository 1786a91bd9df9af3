package gateway.mirror;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** How often one caller may read: a user, the administrator of the settings, or an API key. */
@Component("callerLimit")
public class CallerLimit {
    private final Buckets buckets;

    CallerLimit(MirrorProperties settings) {
        this.buckets = new Buckets(
                settings.perCaller().requests(), settings.perCaller().period());
    }

    /** Counts a request of whoever is signed in. @throws ReadRefusal status 429 */
    public void count() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        long wait = who == null ? 0 : buckets.take(who.getClass().getSimpleName() + "/" + who.getName());
        if (wait > 0) {
            throw ReadRefusal.untilLater(429, wait, "Too many requests; wait a little.");
        }
    }
}
