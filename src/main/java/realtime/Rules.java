package realtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Automation rules in Odoo by which it says what changed. Only those of this hub and connection are touched. */
@Component
class Rules {
    /** The first version in which rule and action are two records, and an action may be a webhook. */
    static final int TWO_RECORDS = 17;

    private static final int SENDONE = 15;
    private static final String NAME = "odoo-hub";
    private static final String MODEL_ID = "model_id";

    private final OdooCalls odoo;

    Rules(OdooCalls odoo) {
        this.odoo = odoo;
    }

    /**
     * One connection's Odoo.
     *
     * @param connection key of the connection
     * @param version first number of its version
     * @param ours whether an address or code leads to this hub
     */
    record Here(String connection, int version, Predicate<String> ours) {}

    /** The rules of this hub for this connection. */
    List<Rule> all(Here here) {
        boolean two = here.version() >= TWO_RECORDS;
        JsonNode rules = odoo.find(
                here.connection(),
                OdooCalls.RULES,
                "name,model_id,trigger,active," + (two ? "action_server_ids" : "state,code"),
                List.of(List.of("name", "=like", NAME + "%")));
        Map<Long, String> models = models(here.connection(), rules);
        Map<Long, JsonNode> actions = two ? actions(here.connection(), rules) : Map.of();
        List<Rule> ours = new ArrayList<>();
        for (JsonNode rule : rules) {
            JsonNode action =
                    two ? actions.get(rule.path("action_server_ids").path(0).asLong()) : rule;
            if (action == null) {
                continue;
            }
            boolean webhook = action.path("state").asText().equals("webhook");
            String target = action.path(webhook ? "webhook_url" : "code").asText("");
            if (here.ours().test(target)) {
                ours.add(new Rule(
                        rule.path("id").asLong(),
                        action.path("id").asLong(),
                        models.getOrDefault(rule.path(MODEL_ID).path(0).asLong(), ""),
                        rule.path("trigger").asText().equals(Rule.trigger(Rule.DELETED)) ? Rule.DELETED : Rule.CHANGED,
                        webhook ? Rule.WEBHOOK : Rule.BUS,
                        rule.path("active").asBoolean(),
                        target));
            }
        }
        return ours;
    }

    private Map<Long, String> models(String connection, JsonNode rules) {
        List<Long> ids = new ArrayList<>();
        rules.forEach(rule -> ids.add(rule.path(MODEL_ID).path(0).asLong()));
        Map<Long, String> models = new HashMap<>();
        if (!ids.isEmpty()) {
            odoo.find(connection, "ir.model", "model", List.of(List.of("id", "in", ids)))
                    .forEach(model -> models.put(
                            model.path("id").asLong(), model.path("model").asText()));
        }
        return models;
    }

    private Map<Long, JsonNode> actions(String connection, JsonNode rules) {
        List<Long> ids = new ArrayList<>();
        rules.forEach(rule -> ids.addAll(OdooCalls.longs(rule.path("action_server_ids"))));
        Map<Long, JsonNode> actions = new HashMap<>();
        if (!ids.isEmpty()) {
            odoo.find(connection, OdooCalls.ACTIONS, "state,code,webhook_url", List.of(List.of("id", "in", ids)))
                    .forEach(action -> actions.put(action.path("id").asLong(), action));
        }
        return actions;
    }

    /** Makes a rule. @param target address or code @param fields ids of the fields whose change counts */
    void create(Here here, Rule rule, long modelId, Collection<Long> fields) {
        String name = NAME + " " + here.connection() + " " + rule.kind() + ": " + rule.model() + " " + rule.event();
        Map<String, Object> action = new HashMap<>();
        action.put("name", name);
        action.put(MODEL_ID, modelId);
        boolean webhook = rule.kind().equals(Rule.WEBHOOK);
        action.put("state", webhook ? "webhook" : "code");
        action.put(webhook ? "webhook_url" : "code", rule.target());
        Map<String, Object> values = new HashMap<>();
        values.put("name", name);
        values.put(MODEL_ID, modelId);
        values.put("trigger", Rule.trigger(rule.event()));
        if (rule.event().equals(Rule.CHANGED)) {
            values.put("trigger_field_ids", OdooCalls.exactly(fields));
        }
        if (here.version() >= TWO_RECORDS) {
            values.put("action_server_ids", List.of(List.of(0, 0, action)));
        } else {
            values.putAll(action);
        }
        odoo.create(here.connection(), OdooCalls.RULES, values);
    }

    /** Brings a rule up to date. */
    void update(Here here, Rule rule, String target, Collection<Long> fields) {
        Map<String, Object> values = new HashMap<>();
        values.put("active", true);
        if (rule.event().equals(Rule.CHANGED)) {
            values.put("trigger_field_ids", OdooCalls.exactly(fields));
        }
        odoo.write(here.connection(), OdooCalls.RULES, rule.id(), values);
        if (!rule.target().equals(target)) {
            String model = here.version() >= TWO_RECORDS ? OdooCalls.ACTIONS : OdooCalls.RULES;
            String field = rule.kind().equals(Rule.WEBHOOK) ? "webhook_url" : "code";
            odoo.write(here.connection(), model, rule.action(), Map.of(field, target));
        }
    }

    /** Removes rules, and the actions that were theirs. */
    void remove(Here here, List<Rule> rules) {
        odoo.remove(
                here.connection(), OdooCalls.RULES, rules.stream().map(Rule::id).toList());
        if (here.version() >= TWO_RECORDS) {
            List<Long> actions = rules.stream().map(Rule::action).toList();
            JsonNode left =
                    odoo.find(here.connection(), OdooCalls.ACTIONS, "id", List.of(List.of("id", "in", actions)));
            List<Long> ids = new ArrayList<>();
            left.forEach(action -> ids.add(action.path("id").asLong()));
            odoo.remove(here.connection(), OdooCalls.ACTIONS, ids);
        }
    }

    /**
     * The code of an action that says on the channel what changed: model and ids, nothing else.
     *
     * @param pulled the model to pull instead, without ids; null for the records themselves
     */
    static String code(String channel, int version, String pulled) {
        String message = pulled == null
                ? "{'model': records._name, 'ids': records.ids}"
                : "{'model': '" + pulled + "', 'ids': []}";
        return version >= SENDONE
                ? "env['bus.bus']._sendone('" + channel + "', 'odoo-hub', " + message + ")"
                : "env['bus.bus'].sendone('" + channel + "', " + message + ")";
    }
}
