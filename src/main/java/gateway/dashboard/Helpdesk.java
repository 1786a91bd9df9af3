package gateway.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Whether this Odoo has a helpdesk. One that lacks it is asked again after an hour, not for every customer. */
@Component("helpdesk")
public class Helpdesk {
    private static final Duration ASKED_AGAIN = Duration.ofHours(1);

    private final Cache<String, Absent> missing =
            Caffeine.newBuilder().expireAfterWrite(ASKED_AGAIN).build();

    /** False when Odoo has said lately that it has none. */
    public boolean mayBeThere() {
        return missing.getIfPresent("default") == null;
    }

    /** Whether this answer says that there is none; remembers it. */
    public boolean isMissing(@Body Object answer) {
        if (answer == Absent.NOT_INSTALLED) {
            missing.put("default", Absent.NOT_INSTALLED);
            return true;
        }
        return false;
    }

    /** Forgets what Odoo has said. */
    public void forget() {
        missing.invalidateAll();
    }
}
