package gateway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gateway.policy.Caller.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a policy file; what each key means is in docs/gateway.md. */
final class PolicyFile {
    private static final String ALL = "all";
    private static final Set<String> OF_MODEL = new LinkedHashSet<>(List.of(
            "model", "module", "aliases", "fields", "helpers", "search", "required", "defaults", "lines", "roles"));
    private static final Set<String> OF_ROLE =
            new LinkedHashSet<>(List.of("methods", "read", "write", "required", "domain", "lacking", "force"));

    private PolicyFile() {}

    /** @throws PolicyException naming file, line and remedy */
    static List<PolicyModel> read(String file, String text) {
        PolicyNode root = PolicyNode.parse(file, text);
        PolicyNode models = root.map(Set.of("models")).get("models");
        if (models == null) {
            throw root.fault("The file begins with models:");
        }
        List<PolicyModel> all = new ArrayList<>();
        models.map(Set.of()).forEach((name, node) -> all.add(model(name, node)));
        return all;
    }

    private static PolicyModel model(String name, PolicyNode node) {
        if (!name.matches("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*")) {
            throw node.fault("'" + name + "' is no name of a model; write it as in res.partner.");
        }
        Map<String, PolicyNode> keys = node.map(OF_MODEL);
        if (!keys.containsKey("fields") || !keys.containsKey("roles")) {
            throw node.fault("A model needs fields and roles.");
        }
        Map<String, PolicyField> fields = fields(keys.get("fields"));
        List<String> required = known(keys.get("required"), fields.keySet(), List.of());
        Map<String, Lines> lines = new LinkedHashMap<>();
        if (keys.containsKey("lines")) {
            keys.get("lines").map(Set.of()).forEach((field, line) -> {
                known(field, fields.keySet(), line);
                lines.put(field, lines(line));
            });
        }
        Map<Role, Grant> grants = new EnumMap<>(Role.class);
        keys.get("roles")
                .map(roles())
                .forEach((role, grant) -> grants.put(
                        Role.valueOf(role.toUpperCase(java.util.Locale.ROOT)),
                        grant(grant, fields.keySet(), required)));
        return new PolicyModel(
                name,
                keys.containsKey("model") ? keys.get("model").text() : name,
                keys.containsKey("module") ? keys.get("module").text() : "base",
                keys.containsKey("aliases") ? keys.get("aliases").texts() : List.of(),
                fields,
                keys.containsKey("helpers")
                        ? List.copyOf(fields(keys.get("helpers")).values().stream()
                                .map(PolicyField::item)
                                .filter(item -> !item.equals("id"))
                                .toList())
                        : List.of(),
                known(keys.get("search"), fields.keySet(), List.of()),
                values(keys.get("defaults"), fields.keySet()),
                lines,
                grants);
    }

    private static Set<String> roles() {
        return new LinkedHashSet<>(Arrays.stream(Role.values()).map(Role::text).toList());
    }

    private static Map<String, PolicyField> fields(PolicyNode node) {
        Map<String, PolicyField> fields = new LinkedHashMap<>();
        fields.put("id", PolicyField.of("id"));
        for (PolicyNode item : node.list()) {
            try {
                PolicyField field = PolicyField.of(item.text());
                fields.put(field.name(), field);
            } catch (IllegalArgumentException wrong) {
                throw item.fault(wrong.getMessage());
            }
        }
        return fields;
    }

    private static Lines lines(PolicyNode node) {
        Map<String, PolicyNode> keys = node.map(Set.of("model", "fields", "required"));
        if (!keys.containsKey("model") || !keys.containsKey("fields")) {
            throw node.fault("Lines need a model and fields.");
        }
        Map<String, PolicyField> fields = fields(keys.get("fields"));
        return new Lines(keys.get("model").text(), fields, known(keys.get("required"), fields.keySet(), List.of()));
    }

    private static Grant grant(PolicyNode node, Set<String> fields, List<String> required) {
        Map<String, PolicyNode> keys = node.map(OF_ROLE);
        if (!keys.containsKey("methods")) {
            throw node.fault("A role needs methods, as in [list, read].");
        }
        Set<String> methods = new TreeSet<>();
        for (PolicyNode method : keys.get("methods").list()) {
            if (!method.text().matches("[a-z][a-z0-9_]*")
                    || Set.of("write", "unlink", "search").contains(method.text())) {
                throw method.fault(
                        "Methods are list, read, create, update, delete, and public methods of Odoo by name.");
            }
            methods.add(method.text());
        }
        Set<String> read = new LinkedHashSet<>(List.of("id"));
        read.addAll(known(keys.get("read"), fields, List.of()));
        List<String> needed = keys.containsKey("required") ? known(keys.get("required"), fields, List.of()) : required;
        Set<String> write = new LinkedHashSet<>(known(keys.get("write"), fields, List.of()));
        write.remove("id");
        Map<String, ArrayNode> lacking = new LinkedHashMap<>();
        if (keys.containsKey("lacking")) {
            keys.get("lacking").map(Set.of()).forEach((field, domain) -> lacking.put(field, PolicyDomain.read(domain)));
        }
        return new Grant(
                methods,
                List.copyOf(read),
                write,
                needed,
                keys.containsKey("domain")
                        ? PolicyDomain.read(keys.get("domain"))
                        : JsonNodeFactory.instance.arrayNode(),
                lacking,
                values(keys.get("force"), fields));
    }

    private static Map<String, JsonNode> values(PolicyNode node, Set<String> fields) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        if (node != null) {
            node.map(Set.of()).forEach((field, value) -> {
                known(field, fields, value);
                PolicyDomain.check(value, value.json());
                values.put(field, value.json());
            });
        }
        return values;
    }

    /** @param node a list of fields, or the word all; null for {@code otherwise} */
    private static List<String> known(PolicyNode node, Set<String> fields, List<String> otherwise) {
        if (node == null) {
            return otherwise;
        }
        if (node.isText() && node.text().equals(ALL)) {
            return List.copyOf(fields);
        }
        node.list().forEach(field -> known(field.text(), fields, field));
        return node.texts();
    }

    private static void known(String field, Set<String> fields, PolicyNode where) {
        if (!fields.contains(field)) {
            throw where.fault("'" + field + "' is not among the fields above; add it there, or leave it out here.");
        }
    }
}
