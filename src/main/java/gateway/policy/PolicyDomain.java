package gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * Domains of the policy. Placeholders stand for values: {@code {caller.partner}} the commercial partner, {@code {caller.contact}}
 * the partner, {@code {caller.uid}} the user in Odoo, {@code {now}} the moment in UTC, and in defaults {@code {first}} the first record of
 * the model that is referred to. What a caller does not have is -1, an id that no
 * record has.
 */
public final class PolicyDomain {
    private static final Set<String> OPERATORS =
            Set.of("=", "!=", "<", "<=", ">", ">=", "in", "not in", "like", "ilike", "=like", "=ilike", "child_of");
    private static final Set<String> PLACEHOLDERS =
            Set.of("{caller.partner}", "{caller.contact}", "{caller.uid}", "{now}", "{first}");
    private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private PolicyDomain() {}

    /** @throws PolicyException when it is no domain */
    static ArrayNode read(PolicyNode node) {
        if (!(node.json() instanceof ArrayNode domain)) {
            throw node.fault("A domain is a list of terms, as in [[\"active\", \"=\", true]].");
        }
        int open = 0;
        for (int i = domain.size() - 1; i >= 0; i--) {
            JsonNode term = domain.get(i);
            if (term.isTextual()) {
                int takes = term.textValue().equals("!") ? 1 : 2;
                if (!Set.of("&", "|", "!").contains(term.textValue()) || open < takes) {
                    throw node.fault(
                            "'" + term.textValue() + "' lacks its terms, or is no operator; there are &, | and !.");
                }
                open -= takes - 1;
            } else {
                term(node, term);
                open++;
            }
        }
        return domain;
    }

    private static void term(PolicyNode node, JsonNode term) {
        boolean good = term.isArray()
                && term.size() == 3
                && term.get(0).isTextual()
                && term.get(0).textValue().matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*")
                && OPERATORS.contains(term.get(1).asText());
        if (!good) {
            throw node.fault("A term of a domain is [\"field\", \"operator\", value], with one of the operators "
                    + String.join(" ", OPERATORS) + ".");
        }
        check(node, term.get(2));
    }

    /** @throws PolicyException when it holds a placeholder that there is not */
    static void check(PolicyNode node, JsonNode value) {
        value.forEach(each -> check(node, each));
        if (value.isTextual() && value.textValue().startsWith("{") && !PLACEHOLDERS.contains(value.textValue())) {
            throw node.fault("'" + value.textValue() + "' is no placeholder; there are "
                    + String.join(", ", PLACEHOLDERS) + ".");
        }
    }

    /** A copy with the caller's values. */
    public static JsonNode filled(JsonNode domain, Caller caller) {
        if (domain.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode(domain.size());
            domain.forEach(each -> filled.add(filled(each, caller)));
            return filled;
        }
        return switch (domain.isTextual() ? domain.textValue() : "") {
            case "{caller.partner}" -> id(caller.partner());
            case "{caller.contact}" -> id(caller.contact());
            case "{caller.uid}" -> id(caller.uid());
            case "{now}" ->
                JsonNodeFactory.instance.textNode(
                        LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC).format(ODOO));
            default -> domain;
        };
    }

    private static JsonNode id(long id) {
        return JsonNodeFactory.instance.numberNode(id > 0 ? id : -1);
    }
}
