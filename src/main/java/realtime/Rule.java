package realtime;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An automation rule of the hub's in Odoo.
 *
 * @param id of base.automation
 * @param action id of its ir.actions.server; the same as {@code id} before Odoo 17, where the two are one
 * @param model the Odoo model that it watches, such as {@code res.partner}
 * @param event {@code changed} or {@code deleted}
 * @param kind {@code webhook} or {@code bus}
 * @param active whether Odoo follows it
 * @param target the webhook's address or the code that announces; holds a secret
 */
public record Rule(long id, long action, String model, String event, String kind, boolean active, String target) {
    private static final Pattern PULLED =
            Pattern.compile("[?]changes=([a-z0-9_.]+)$|\\{'model': '([a-z0-9_.]+)', 'ids': \\[]}");

    static final String CHANGED = "changed";
    static final String DELETED = "deleted";
    static final String WEBHOOK = "webhook";
    static final String BUS = "bus";

    /** Odoo's word for the event. */
    static String trigger(String event) {
        return event.equals(CHANGED) ? "on_create_or_write" : "on_unlink";
    }

    /** The model that is pulled when this one changes; null when this one is read itself. */
    public String pulled() {
        Matcher pulled = PULLED.matcher(target);
        return !pulled.find() ? null : pulled.group(1) == null ? pulled.group(2) : pulled.group(1);
    }

    boolean is(String otherModel, String otherEvent, String otherPulled) {
        return model.equals(otherModel) && event.equals(otherEvent) && Objects.equals(pulled(), otherPulled);
    }

    @Override
    public String toString() {
        return kind + " of " + model + " " + event;
    }
}
