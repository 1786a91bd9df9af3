package realtime;

import java.util.List;
import java.util.Set;

/**
 * A model to watch in Odoo.
 *
 * @param model the Odoo model
 * @param fields names of the fields whose change counts
 * @param pulled the model that is pulled when this one changes, as products are when their template does; null when this one is
 *     read itself
 * @param fieldIds ids of those of the fields that Odoo stores
 */
record Watch(String model, Set<String> fields, String pulled, List<Long> fieldIds) {
    /** The model that a hint about it names. */
    String hinted() {
        return pulled == null ? model : pulled;
    }

    /** What has to be said: what becomes of others when a related record is deleted is theirs to say. */
    List<String> events() {
        return pulled == null ? List.of(Rule.CHANGED, Rule.DELETED) : List.of(Rule.CHANGED);
    }
}
