package gateway.policy;

import java.util.Arrays;
import java.util.List;

/**
 * A field as clients know it.
 *
 * @param name the name in requests and answers, the same on every Odoo
 * @param item what the odoo component asks for: {@code phone}, {@code mobile?}, {@code user_id|user_ids}
 */
public record PolicyField(String name, String item) {
    /** The names it may have in Odoo, the best first. */
    public List<String> names() {
        return Arrays.asList(item.replace("?", "").split("\\|"));
    }

    /** Whether an Odoo may lack it. */
    public boolean isOptional() {
        return item.endsWith("?");
    }

    /** @throws IllegalArgumentException when it is no field */
    static PolicyField of(String item) {
        if (!item.matches("[A-Za-z_]\\w*(\\|[A-Za-z_]\\w*)*\\??")) {
            throw new IllegalArgumentException("Write a field as name, name? or name|name_on_other_versions.");
        }
        return new PolicyField(item.replaceFirst("[|?].*", ""), item);
    }
}
