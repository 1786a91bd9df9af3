package routes;

import java.util.Map;
import odoo.OdooException;
import odoo.OdooMissingException;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says of what stopped a push: its cause in a word, in a sentence, and what to do. */
@Component("pushFailures")
public class PushFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PushFailures.class);

    /**
     * The failure that was caught last.
     *
     * @return {@code cause} (busy, unavailable, unknown-outcome, authentication, access, refused, missing-record, not-set-up),
     *     {@code detail} and {@code remedy}
     */
    public Map<String, String> of(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (caught instanceof OdooException odoo) {
            return failure(cause(odoo), odoo.getProblem() + ".", odoo.getRemedy() + ".");
        }
        // Something of ours: what was sent before it happened is not known.
        LOG.error("A push stopped on an unforeseen failure", caught);
        return failure(
                "unknown-outcome",
                "The push stopped on " + caught.getClass().getSimpleName() + ".",
                "Nothing to do: it will be looked for in Odoo before it is sent again.");
    }

    private static String cause(OdooException odoo) {
        return switch (odoo.getKind()) {
            case AUTHENTICATION -> "authentication";
            case ACCESS -> "access";
            case VALIDATION -> "refused";
            case MISSING ->
                ((OdooMissingException) odoo).getWhat() == OdooMissingException.What.RECORD
                        ? "missing-record"
                        : "not-set-up";
            case BUSY -> "busy";
            case UNAVAILABLE -> "unavailable";
            case UNKNOWN_OUTCOME -> "unknown-outcome";
        };
    }

    private static Map<String, String> failure(String cause, String detail, String remedy) {
        return Map.of("cause", cause, "detail", detail, "remedy", remedy);
    }
}
