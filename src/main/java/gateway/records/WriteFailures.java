package gateway.records;

import gateway.mirror.OdooAway;
import gateway.mirror.ReadRefusal;
import gateway.records.Access.Admission;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import odoo.OdooException;
import odoo.OdooMissingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why Odoo did not do what it was asked to, in words for the caller. Only those who run the business get Odoo's own. */
final class WriteFailures {
    private static final Logger LOG = LoggerFactory.getLogger(WriteFailures.class);
    private static final Pattern SENTENCE = Pattern.compile("^Odoo refuses [^:]*: (.*)$", Pattern.DOTALL);
    private static final Pattern FULL = Pattern.compile("(?i)\\bseats?\\b");

    private WriteFailures() {}

    static ReadRefusal of(RuntimeException failed, Admission who) {
        if (!(failed instanceof OdooException odoo)) {
            return OdooAway.refusal(failed, who.model().module());
        }
        return switch (odoo.getKind()) {
            case VALIDATION -> refused(odoo, who);
            case ACCESS -> logged(odoo, ReadRefusal.of(502, "Odoo does not let the hub's user do this."));
            case MISSING -> missing((OdooMissingException) odoo, who);
            case UNKNOWN_OUTCOME ->
                logged(
                        odoo,
                        ReadRefusal.of(504, "Odoo's answer was lost: look whether it was done before you try again."));
            default -> OdooAway.refusal(odoo, who.model().module());
        };
    }

    private static ReadRefusal refused(OdooException odoo, Admission who) {
        Matcher sentence = SENTENCE.matcher(odoo.getProblem());
        String said = sentence.matches() ? sentence.group(1) : "";
        if (who.model().model().equals("event.registration")
                && FULL.matcher(said).find()) {
            return ReadRefusal.of(409, "There are not enough seats left.");
        }
        // Odoo's words may hold names of records.
        return ReadRefusal.of(
                422, who.isConfined() || said.isBlank() ? "Odoo does not accept these values." : "Odoo says: " + said);
    }

    private static ReadRefusal missing(OdooMissingException odoo, Admission who) {
        return switch (odoo.getWhat()) {
            case RECORD -> ReadRefusal.of(404, "There is no such record, or it is not for you.");
            case METHOD -> ReadRefusal.of(501, "This version of Odoo has no such method; see which module brings it.");
            default -> OdooAway.refusal(odoo, who.model().module());
        };
    }

    private static ReadRefusal logged(OdooException odoo, ReadRefusal refusal) {
        LOG.warn("A write was not done by Odoo: {}", odoo.getMessage());
        return refusal;
    }
}
