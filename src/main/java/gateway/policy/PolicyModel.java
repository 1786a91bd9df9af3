package gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.policy.Caller.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as clients know it.
 *
 * @param name in addresses, as in {@code event.event}
 * @param model in Odoo; mostly the same
 * @param module of Odoo that brings it
 * @param aliases other names in addresses, such as {@code event/event}
 * @param fields by name; {@code id} comes first
 * @param helpers what Odoo is asked for besides, because a field is made of it
 * @param searched text fields that {@code search} looks into
 * @param defaults values of new records where none are given
 * @param lines records that are given with it, by field
 * @param grants what each role may; a role without one may nothing
 */
public record PolicyModel(
        String name,
        String model,
        String module,
        List<String> aliases,
        Map<String, PolicyField> fields,
        List<String> helpers,
        List<String> searched,
        Map<String, JsonNode> defaults,
        Map<String, Lines> lines,
        Map<Role, Grant> grants) {

    /** What the role may; empty for nothing. */
    public Optional<Grant> grant(Role role) {
        Grant grant = grants.get(role);
        return Optional.ofNullable(grant == null && role == Role.ADMIN ? grants.get(Role.MANAGER) : grant);
    }

    @Override
    public String toString() {
        return "PolicyModel[" + name + "]";
    }
}
