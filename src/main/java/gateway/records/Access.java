package gateway.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gateway.mirror.ReadRefusal;
import gateway.policy.Caller;
import gateway.policy.Callers;
import gateway.policy.Grant;
import gateway.policy.Policy;
import gateway.policy.PolicyDomain;
import gateway.policy.PolicyModel;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the present caller may do with a model. */
@Component
class Access {
    private final Policy policy;
    private final Callers callers;
    private final FieldTypes types;

    Access(Policy policy, Callers callers, FieldTypes types) {
        this.policy = policy;
        this.callers = callers;
        this.types = types;
    }

    /** A caller, a model, and what the one may do with the other. */
    record Admission(Caller caller, PolicyModel model, Grant grant) {
        /** Whether the caller may name only records that are hers to read, in references too. */
        boolean isConfined() {
            return !Set.of(Caller.Role.ADMIN, Caller.Role.MANAGER).contains(caller.role());
        }
    }

    /**
     * @param address name or alias of a model
     * @throws ReadRefusal status 404 for a model that the caller is to know nothing of, 403 or 401 for a method
     */
    Admission admit(String address, String method) {
        Caller caller = callers.current();
        PolicyModel model = policy.find(address).orElse(null);
        Grant grant = model == null ? null : model.grant(caller.role()).orElse(null);
        if (grant == null) {
            throw caller.isNobody()
                    ? ReadRefusal.of(401, "Sign in first.")
                    : ReadRefusal.of(404, "There is no such model here, or it is not for you.");
        }
        if (!grant.methods().contains(method)) {
            throw ReadRefusal.of(
                    caller.isNobody() ? 401 : 403,
                    "You may not do this with this model; you may: " + String.join(", ", grant.methods()) + ".");
        }
        return new Admission(caller, model, grant);
    }

    /** The records that this is about, as a domain of Odoo. */
    ArrayNode bounds(Admission who) {
        return bounds(who.caller(), who.model(), who.grant());
    }

    ArrayNode bounds(Caller caller, PolicyModel model, Grant grant) {
        ArrayNode bounds = grant.bounds();
        for (Map.Entry<String, ArrayNode> lacking : grant.lacking().entrySet()) {
            if (!types.of(model.model(), model.module()).containsKey(lacking.getKey())) {
                bounds = lacking.getValue();
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll((ArrayNode) PolicyDomain.filled(bounds, caller));
    }

    Policy policy() {
        return policy;
    }
}
