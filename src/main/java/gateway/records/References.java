package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.policy.Grant;
import gateway.policy.PolicyModel;
import gateway.records.Access.Admission;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * References to records: by id, by exact name, or by external id ({@code module.name}). Callers who see only their own records name
 * only records that they may read. What is found or not found is told without a word about it.
 */
@Component
class References {
    private static final Pattern EXTERNAL = Pattern.compile("([a-z][a-z0-9_]*)\\.([A-Za-z0-9_.-]+)");
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final String FIRST = "{first}";

    private final Desk desk;
    private final Access access;
    private final Cache<String, Long> found =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(1000).build();

    References(Desk desk, Access access) {
        this.desk = desk;
        this.access = access;
    }

    /**
     * @param relation model that is referred to
     * @param value a number, a text, {@code [id, name]}, or an object with id, name or xml_id
     * @param trusted whether it comes from the policy
     * @return the id; null when it is wrong, with a fault
     */
    Long id(Admission who, String relation, JsonNode value, boolean trusted, String pointer, Faults faults) {
        boolean confined = who.isConfined() && !trusted;
        PolicyModel target = access.policy().models().stream()
                .filter(model -> model.model().equals(relation))
                .filter(model -> !confined || readable(who, model))
                .findFirst()
                .orElse(null);
        if (confined && target == null) {
            faults.add(pointer, "not-for-you", "You may not refer to such records; leave it out.");
            return null;
        }
        ArrayNode bounds = confined
                ? access.bounds(
                        who.caller(), target, target.grant(who.caller().role()).orElseThrow())
                : JsonNodeFactory.instance.arrayNode();
        JsonNode plain = plain(value);
        if (plain.isIntegralNumber() && plain.canConvertToInt() && plain.intValue() > 0) {
            long id = plain.longValue();
            return confined ? one(relation, bounds.add(term("id", id)), pointer, faults) : Long.valueOf(id);
        }
        if (!plain.isTextual() || plain.textValue().isBlank()) {
            faults.add(pointer, "reference", "Give the id of a record, its exact name, or its external id.");
            return null;
        }
        return trusted && plain.textValue().equals(FIRST)
                ? first(relation, pointer, faults)
                : named(relation, plain.textValue(), bounds, pointer, faults);
    }

    /** Holds a record of any model against what the caller may read. */
    void check(Admission who, String model, JsonNode id, Faults faults) {
        PolicyModel target = access.policy().models().stream()
                .filter(each -> each.model().equals(model) && readable(who, each))
                .findFirst()
                .orElse(null);
        if (target == null) {
            faults.add("/res_model", "not-for-you", "Give a model whose records you may read.");
        } else if (!id.isIntegralNumber() || !id.canConvertToInt()) {
            faults.add("/res_id", "type", "Give the id of a record.");
        } else {
            ArrayNode bounds = access.bounds(
                    who.caller(), target, target.grant(who.caller().role()).orElseThrow());
            one(model, bounds.add(term("id", id.longValue())), "/res_id", faults);
        }
    }

    private static boolean readable(Admission who, PolicyModel model) {
        return model.grant(who.caller().role())
                .filter(grant -> grant.methods().contains(Grant.READ))
                .isPresent();
    }

    private static JsonNode plain(JsonNode value) {
        if (value.isArray()
                && value.size() == 2
                && value.get(0).isIntegralNumber()
                && value.get(1).isTextual()) {
            return value.get(0);
        }
        boolean one = value.isObject() && value.size() == 1;
        return one && value.has("id")
                ? value.get("id")
                : one && value.has("name")
                        ? value.get("name")
                        : one && value.has("xml_id") ? value.get("xml_id") : value;
    }

    private Long named(String relation, String name, ArrayNode bounds, String pointer, Faults faults) {
        Long external = external(relation, name).orElse(null);
        if (external == null) {
            return one(relation, bounds.add(term("name", name)), pointer, faults);
        }
        return bounds.isEmpty() ? external : one(relation, bounds.add(term("id", external)), pointer, faults);
    }

    private Long first(String relation, String pointer, Faults faults) {
        Long id = found.get(relation + FIRST, any -> {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            return desk.search(relation, "id", all, 1).path(0).path("id").asLong();
        });
        if (id == 0) {
            found.invalidate(relation + FIRST);
            faults.add(pointer, "required", "Give a value; this Odoo has no such record yet.");
            return null;
        }
        return id;
    }

    /** Another Odoo may have other records. */
    void forget() {
        found.invalidateAll();
    }

    private Optional<Long> external(String relation, String text) {
        Matcher name = EXTERNAL.matcher(text);
        if (!name.matches()) {
            return Optional.empty();
        }
        Long id = found.get(relation + " " + text, any -> {
            ArrayNode domain = JsonNodeFactory.instance
                    .arrayNode()
                    .add(term("module", name.group(1)))
                    .add(term("name", name.group(2)))
                    .add(term("model", relation));
            JsonNode record = desk.search("ir.model.data", "res_id", domain, 1).path(0);
            return record.isMissingNode()
                    ? null
                    : Long.valueOf(record.path("res_id").longValue());
        });
        return Optional.ofNullable(id);
    }

    private Long one(String relation, ArrayNode domain, String pointer, Faults faults) {
        JsonNode records = desk.search(relation, "id", domain, 2);
        if (records.size() == 1) {
            return records.path(0).path("id").longValue();
        }
        faults.add(
                pointer,
                records.isEmpty() ? "unknown" : "ambiguous",
                records.isEmpty()
                        ? "There is no such record; give its id, its exact name or its external id."
                        : "More than one record has this name; give the id.");
        return null;
    }

    private static ArrayNode term(String field, Object value) {
        return JsonNodeFactory.instance.arrayNode().add(field).add("=").addPOJO(value);
    }
}
