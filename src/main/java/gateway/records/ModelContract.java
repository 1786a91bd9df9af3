package gateway.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.mirror.ReadRefusal;
import gateway.policy.Caller.Role;
import gateway.policy.GatewayProperties;
import gateway.policy.Grant;
import gateway.policy.Policy;
import gateway.policy.PolicyField;
import gateway.policy.PolicyModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * The OpenAPI contract of the models: what the policy opens, with the types, labels and choices that this Odoo gives the fields.
 * Made anew now and then; a model that Odoo does not describe is there with its names alone.
 */
@Component
public class ModelContract {
    private static final String SCHEMAS = "#/components/schemas/";

    private final Policy policy;
    private final FieldTypes types;
    private final long keptNanos;
    private String made;
    private long madeAt;

    ModelContract(Policy policy, FieldTypes types, GatewayProperties settings) {
        this.policy = policy;
        this.types = types;
        this.keptNanos = settings.fields().toNanos();
    }

    /** As JSON, which is YAML as well. */
    public synchronized String json() {
        if (made == null || System.nanoTime() - madeAt > keptNanos) {
            made = make().toPrettyString();
            madeAt = System.nanoTime();
        }
        return made;
    }

    private ObjectNode make() {
        ObjectNode contract = Desk.JSON.createObjectNode().put("openapi", "3.0.3");
        contract.putObject("info")
                .put("title", "odoo-hub, the models that are open here")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "Made of the policy and of what this Odoo says of its fields. How references, sets, filters and pages work is"
                                + " in the contract gateway and in docs/gateway.md.");
        contract.putArray("servers").addObject().put("url", "/api");
        security(contract);
        ObjectNode paths = contract.putObject("paths");
        ObjectNode schemas = contract.withObject("/components").putObject("schemas");
        for (PolicyModel model : policy.models()) {
            Map<String, FieldType> known = known(model);
            schemas.set(model.name(), record(model, known));
            schemas.set(model.name() + ".values", values(model, known));
            paths(model, paths, !known.isEmpty());
        }
        return contract;
    }

    private Map<String, FieldType> known(PolicyModel model) {
        try {
            return types.of(model.model(), model.module());
        } catch (ReadRefusal notNow) {
            return Map.of();
        }
    }

    private static void security(ObjectNode contract) {
        ObjectNode schemes = contract.withObject("/components").putObject("securitySchemes");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        schemes.putObject("basic").put("type", "http").put("scheme", "basic");
        schemes.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
        schemes.putObject("cookie").put("type", "apiKey").put("in", "cookie").put("name", "HUB_CUSTOMER");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", "HUB_SESSION");
        ArrayNode security = contract.putArray("security");
        schemes.fieldNames().forEachRemaining(scheme -> security.addObject().putArray(scheme));
        security.addObject();
    }

    private static void paths(PolicyModel model, ObjectNode paths, boolean there) {
        Map<String, Set<Role>> methods = new LinkedHashMap<>();
        model.grants().forEach((role, grant) -> grant.methods()
                .forEach(method ->
                        methods.computeIfAbsent(method, any -> new TreeSet<>()).add(role)));
        methods.forEach((method, roles) -> {
            boolean whole = method.equals(Grant.LIST) || method.equals(Grant.CREATE);
            boolean plain = Set.of(Grant.READ, Grant.UPDATE, Grant.DELETE).contains(method);
            String path = "/" + model.name() + (whole ? "" : "/{id}") + (whole || plain ? "" : "/" + method);
            ObjectNode at = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
            if (!whole && !at.has("parameters")) {
                ObjectNode id = at.putArray("parameters").addObject();
                id.put("name", "id").put("in", "path").put("required", true);
                id.putObject("schema").put("type", "integer").put("minimum", 1);
            }
            operation(model, method, roles, there, at.putObject(verb(method)));
        });
    }

    private static String verb(String method) {
        return switch (method) {
            case Grant.LIST, Grant.READ -> "get";
            case Grant.UPDATE -> "put";
            case Grant.DELETE -> "delete";
            default -> "post";
        };
    }

    private static void operation(
            PolicyModel model, String method, Set<Role> roles, boolean there, ObjectNode operation) {
        operation.put("operationId", method + " " + model.name()).put("summary", method + " " + model.name());
        operation.put(
                "description",
                "For " + String.join(", ", roles.stream().map(Role::text).toList()) + "."
                        + (method.equals(Grant.UPDATE)
                                ? " Fields that are left out stay as they are; PATCH does the same."
                                : "")
                        + (there
                                ? ""
                                : " This Odoo lacks the module " + model.module() + ", or has not answered yet."));
        operation.putArray("tags").add(model.name());
        if (method.equals(Grant.CREATE) || method.equals(Grant.UPDATE)) {
            content(operation.putObject("requestBody").put("required", true))
                    .put("$ref", SCHEMAS + model.name() + ".values");
        }
        ObjectNode answer = operation
                .putObject("responses")
                .putObject(method.equals(Grant.CREATE) ? "201" : "200")
                .put("description", "It is done");
        ObjectNode schema = content(answer).put("type", "object");
        ObjectNode data = schema.putObject("properties").putObject("data");
        if (method.equals(Grant.LIST)) {
            data.put("type", "array").putObject("items").put("$ref", SCHEMAS + model.name());
        } else {
            data.put("$ref", SCHEMAS + model.name());
        }
    }

    private static ObjectNode content(ObjectNode where) {
        return where.putObject("content").putObject("application/json").putObject("schema");
    }

    private static ObjectNode record(PolicyModel model, Map<String, FieldType> known) {
        Set<String> shown = new LinkedHashSet<>();
        model.grants().values().forEach(grant -> shown.addAll(grant.read()));
        return FieldSchemas.object(model, shown, known, false);
    }

    private static ObjectNode values(PolicyModel model, Map<String, FieldType> known) {
        Set<String> given = new LinkedHashSet<>();
        model.fields().values().stream()
                .map(PolicyField::name)
                .filter(name -> model.grants().values().stream()
                        .anyMatch(grant -> grant.write().contains(name)))
                .forEach(given::add);
        ObjectNode schema = FieldSchemas.object(model, given, known, true);
        Set<String> required = new LinkedHashSet<>();
        model.grant(Role.ADMIN).ifPresent(grant -> required.addAll(grant.required()));
        required.retainAll(given);
        if (!required.isEmpty()) {
            schema.put("description", "A new record needs " + String.join(", ", required) + ".");
        }
        return schema;
    }
}
