package routes;

import java.time.Duration;
import odoo.OdooBusyException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Waits as long as a busy Odoo asks for ({@code Retry-After}), a minute at most, instead of the error policy's own pause.
 * Without such a wish the policy's pause stands.
 */
@Component("retryAfter")
public class RetryAfter implements Processor {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public void process(Exchange exchange) {
        OdooBusyException busy = exchange.getException(OdooBusyException.class);
        if (busy != null) {
            busy.getRetryAfter().ifPresent(wish -> exchange.getIn()
                    .setHeader(Exchange.REDELIVERY_DELAY, (wish.compareTo(LONGEST) > 0 ? LONGEST : wish).toMillis()));
        }
    }
}
