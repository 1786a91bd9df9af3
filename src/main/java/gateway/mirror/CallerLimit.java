package gateway.mirror;

import gateway.policy.GatewayProperties;
import java.time.Duration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** How often one caller may read: a user, the administrator of the settings, an API key, or an address that nobody signed in at. */
@Component("callerLimit")
public class CallerLimit {
    private final Buckets buckets;
    private final Buckets strangers;
    private final Buckets visitors;

    CallerLimit(MirrorProperties settings, GatewayProperties gateway) {
        this.buckets = new Buckets(
                settings.perCaller().requests(), settings.perCaller().period());
        this.strangers = new Buckets(gateway.strangerWrites(), Duration.ofHours(1));
        this.visitors = new Buckets(gateway.visitorReads(), Duration.ofMinutes(1));
    }

    /** Counts a request of whoever is signed in. @throws ReadRefusal status 429 */
    public void count() {
        count(buckets);
    }

    /** Counts a request by which somebody who is not signed in changes something. @throws ReadRefusal status 429 */
    public void countStranger() {
        count(strangers);
    }

    /**
     * Counts a request for something that is there for everybody.
     *
     * @return 0, or after how many seconds it may be tried again
     */
    public long countVisitor(String address) {
        return visitors.take(address);
    }

    private static void count(Buckets buckets) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        long wait = who == null ? 0 : buckets.take(key(who));
        if (wait > 0) {
            throw ReadRefusal.untilLater(429, wait, "Too many requests; wait a little.");
        }
    }

    private static String key(Authentication who) {
        boolean nobody =
                who instanceof AnonymousAuthenticationToken && who.getDetails() instanceof WebAuthenticationDetails;
        return nobody
                ? "address/" + ((WebAuthenticationDetails) who.getDetails()).getRemoteAddress()
                : who.getClass().getSimpleName() + "/" + who.getName();
    }
}
