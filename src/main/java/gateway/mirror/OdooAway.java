package gateway.mirror;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import odoo.NoConnectionException;
import odoo.OdooBusyException;
import odoo.OdooException;
import odoo.OdooMissingException;
import odoo.OdooMissingException.What;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** For routes: why Odoo did not answer, in words for the client: never Odoo's own, nor where it is. */
@Component("odooAway")
public class OdooAway {
    private static final Logger LOG = LoggerFactory.getLogger(OdooAway.class);
    private static final long SOON = 30;

    /** A refusal that names when to try again is one that passes: what is known from before may take the place of the answer. */
    public static ReadRefusal refusal(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable why) {
        if (why instanceof ReadRefusal refusal) {
            return refusal;
        }
        if (why instanceof CallNotPermittedException) {
            return ReadRefusal.untilLater(503, SOON, "Odoo cannot be reached at the moment.");
        }
        if (why instanceof NoConnectionException none) {
            return ReadRefusal.of(409, none.getMessage());
        }
        if (why instanceof OdooException odoo) {
            LOG.warn("A read was not answered by Odoo: {}", odoo.getMessage());
            return ofOdoo(odoo);
        }
        LOG.error("A read stopped on an unforeseen failure", why);
        return ReadRefusal.untilLater(503, SOON, "The read failed; it has been logged.");
    }

    /** The same; a model that this Odoo lacks is named with the module that brings it. */
    public static ReadRefusal refusal(Throwable why, String module) {
        boolean noModel = why instanceof OdooMissingException missing && missing.getWhat() == What.MODEL;
        return noModel && module != null
                ? ReadRefusal.of(
                        501,
                        "This Odoo lacks the module " + module
                                + ", which brings what is asked for; an administrator can install it in Odoo.")
                : refusal(why);
    }

    private static ReadRefusal ofOdoo(OdooException odoo) {
        return switch (odoo.getKind()) {
            case UNAVAILABLE, UNKNOWN_OUTCOME ->
                ReadRefusal.untilLater(503, SOON, "Odoo cannot be reached at the moment.");
            case BUSY ->
                ReadRefusal.untilLater(
                        503,
                        odoo instanceof OdooBusyException busy
                                ? busy.getRetryAfter()
                                        .map(wish -> Math.max(1, wish.toSeconds()))
                                        .orElse(SOON)
                                : SOON,
                        "Odoo is too busy at the moment.");
            case AUTHENTICATION ->
                ReadRefusal.untilLater(
                        503, SOON, "Odoo refuses the hub's own credentials; an administrator has to correct them.");
            case ACCESS -> ReadRefusal.of(502, "Odoo does not let the hub's user read this.");
            case MISSING ->
                ReadRefusal.of(502, "This Odoo lacks what is asked for; the module that brings it is not installed.");
            case VALIDATION -> ReadRefusal.of(502, "Odoo refused the question.");
        };
    }
}
