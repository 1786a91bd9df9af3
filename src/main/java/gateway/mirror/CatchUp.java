package gateway.mirror;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** For routes: whether a read that found the mirror too old starts the flow, so that those behind it need not wait for Odoo. */
@Component("catchUp")
public class CatchUp {
    private final MirrorProperties settings;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    CatchUp(MirrorProperties settings) {
        this.settings = settings;
    }

    /** True for the first such read in a while. */
    public boolean due(@ExchangeProperty("read") Read read) {
        if (!settings.enabled() || read.live() || read.getFlow() == null) {
            return false;
        }
        Instant now = Instant.now();
        Instant counted = last.compute(
                read.getFlow(),
                (flow, before) ->
                        before != null && before.plus(settings.catchUp()).isAfter(now) ? before : now);
        return counted.equals(now);
    }
}
