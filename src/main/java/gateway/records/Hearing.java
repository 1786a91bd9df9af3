package gateway.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import gateway.mirror.MirrorMatches;
import gateway.policy.Caller;
import gateway.policy.Grant;
import gateway.policy.Policy;
import gateway.policy.PolicyField;
import gateway.policy.PolicyModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Of which records a caller may hear that they changed: those that they may read, where the mirror tells which. */
@Component
public class Hearing {
    /**
     * Records of a model.
     *
     * @param domain that holds them; empty for all
     * @param stored names of its fields in the mirror, where they have others there
     */
    public record Heard(String model, ArrayNode domain, Map<String, String> stored) {
        public boolean isAll() {
            return domain.isEmpty();
        }
    }

    private final Policy policy;
    private final Access access;
    private final MirrorMatches mirror;

    Hearing(Policy policy, Access access, MirrorMatches mirror) {
        this.policy = policy;
        this.access = access;
        this.mirror = mirror;
    }

    /**
     * @param model as Odoo calls it
     * @return empty when the caller may read none of it, or only Odoo could tell which
     */
    public Optional<Heard> of(Caller caller, String model) {
        return policy.models().stream()
                .filter(known -> known.model().equals(model))
                .flatMap(known -> heard(caller, known).stream())
                .findFirst();
    }

    private Optional<Heard> heard(Caller caller, PolicyModel model) {
        return model.grant(caller.role())
                .filter(grant ->
                        grant.methods().contains(Grant.READ) || grant.methods().contains(Grant.LIST))
                .map(grant -> heard(model, access.bounds(caller, model, grant)))
                .filter(heard -> heard.isAll() || mirror.canTell(heard.model(), heard.domain(), heard.stored()));
    }

    private Heard heard(PolicyModel model, ArrayNode domain) {
        Map<String, String> stored = new HashMap<>();
        domain.forEach(term -> {
            PolicyField field = term.isArray() ? model.fields().get(term.path(0).asText()) : null;
            if (field != null && !field.names().isEmpty()) {
                stored.put(term.path(0).asText(), mirror.stored(model.model(), field.names()));
            }
        });
        return new Heard(model.model(), domain, stored);
    }

    /** @return those of the records that belong to it now */
    public Set<Long> visible(Heard heard, Set<Long> records) {
        return heard.isAll() ? records : mirror.of(heard.model(), heard.domain(), heard.stored(), records);
    }
}
