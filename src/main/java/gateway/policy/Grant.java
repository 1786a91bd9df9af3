package gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What callers of a role may do with a model.
 *
 * @param methods {@code list}, {@code read}, {@code create}, {@code update}, {@code delete}, and methods of Odoo by name
 * @param read fields that are shown, in their order; {@code id} comes first
 * @param write fields that may be given
 * @param required fields that have to be given for a new record
 * @param bounds the domain of the records that it is about; empty for all. It may hold placeholders; see {@link PolicyDomain}
 * @param lacking domains in place of the bounds where this Odoo lacks a field, by that field
 * @param force values that every new record gets, whatever is sent; they may hold placeholders
 */
public record Grant(
        Set<String> methods,
        List<String> read,
        Set<String> write,
        List<String> required,
        ArrayNode bounds,
        Map<String, ArrayNode> lacking,
        Map<String, JsonNode> force) {
    public static final String LIST = "list";
    public static final String READ = "read";
    public static final String CREATE = "create";
    public static final String UPDATE = "update";
    public static final String DELETE = "delete";

    /** The methods that are not Odoo's own. */
    static final Set<String> PLAIN = Set.of(LIST, READ, CREATE, UPDATE, DELETE);

    /** Whether the role sees only some of the records. */
    public boolean isBounded() {
        return !bounds.isEmpty() || !lacking.isEmpty();
    }

    @Override
    public String toString() {
        return "Grant" + methods;
    }
}
