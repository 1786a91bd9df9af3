package routes;

import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import sync.Run;
import sync.SyncProperties;

/** Refuses a reconciliation that misses many rows at once: an empty or denied answer is not a deletion. */
@Component("deletionGuard")
public class DeletionGuard {
    private final SyncProperties properties;

    DeletionGuard(SyncProperties properties) {
        this.properties = properties;
    }

    /**
     * @param missing {@code missing} and {@code total}, counts of rows, and {@code ids}, a JSON array of the missing ids
     * @return the missing ids
     * @throws GuardException when they are too many
     */
    public String check(@Body java.util.Map<String, Object> missing, @ExchangeProperty("run") Run run) {
        long absent = ((Number) missing.get("missing")).longValue();
        long total = ((Number) missing.get("total")).longValue();
        boolean few = absent < properties.deletionGuardMinimum();
        if (!few && absent * 100 > total * properties.deletionGuardPercent()) {
            throw new GuardException(
                    "Odoo no longer lists " + absent + " of " + total + " records of flow " + run.getName()
                            + ", which is more than " + properties.deletionGuardPercent() + " %; nothing was marked.",
                    "Check that the Odoo user may still read them all; if they are truly gone, raise"
                            + " hub.sync.deletion-guard-percent for one run.");
        }
        return String.valueOf(missing.get("ids"));
    }
}
