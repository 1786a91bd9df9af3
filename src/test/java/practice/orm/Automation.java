package practice.orm;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import practice.store.Row;

/**
 * Automation rules (base.automation): webhooks and words on the bus after the commit. Without the fields that are to trigger it,
 * a rule fires again for what Odoo computes anew: 15 times for a new record, twice for a written one.
 */
final class Automation {
    private static final String RULES = "base.automation";
    private static final String ACTIONS = "ir.actions.server";
    private static final int ANEW_CREATED = 15;
    private static final int ANEW_WRITTEN = 2;
    private static final Pattern SENDONE = Pattern.compile("_?sendone\\('([^']+)', (?:'([^']+)', )?\\{");
    private static final Pattern FIXED = Pattern.compile("'model': '([^']+)', 'ids': \\[]");
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Automation() {}

    static void created(Env env, Model model, List<Row> rows) {
        for (Row rule : rules(env, model, "on_create_or_write")) {
            int times = triggers(env, rule).isEmpty() ? ANEW_CREATED : 1;
            fire(env, model, rule, rows, times);
        }
    }

    static void written(Env env, Model model, Map<Row, Row> changes) {
        for (Row rule : rules(env, model, "on_create_or_write")) {
            List<String> triggers = triggers(env, rule);
            List<Row> fired = new ArrayList<>();
            changes.forEach((before, after) -> {
                boolean changed = triggers.isEmpty()
                        || triggers.stream()
                                .map(model::field)
                                .filter(field -> field != null && field.column() >= 0)
                                .anyMatch(field ->
                                        !Objects.equals(before.get(field.column()), after.get(field.column())));
                if (changed) {
                    fired.add(after);
                }
            });
            fire(env, model, rule, fired, triggers.isEmpty() ? ANEW_WRITTEN : 1);
        }
    }

    static void unlinked(Env env, Model model, List<Row> rows) {
        for (Row rule : rules(env, model, "on_unlink")) {
            fire(env, model, rule, rows, 1);
        }
    }

    private static List<Row> rules(Env env, Model model, String trigger) {
        Model rules = env.model(RULES);
        if (rules == null || model == rules) {
            return List.of();
        }
        return env.table(RULES).all().stream()
                .filter(rule -> Boolean.TRUE.equals(rules.get(rule, "active")))
                .filter(rule -> trigger.equals(rules.get(rule, "trigger")))
                .filter(rule -> model.name().equals(env.value("ir.model", rules.get(rule, "model_id"), "model")))
                .toList();
    }

    private static List<String> triggers(Env env, Row rule) {
        List<String> names = new ArrayList<>();
        if (env.model(RULES).get(rule, "trigger_field_ids") instanceof List<?> ids) {
            ids.forEach(id -> names.add((String) env.value("ir.model.fields", id, "name")));
        }
        return names;
    }

    private static void fire(Env env, Model model, Row rule, List<Row> rows, int times) {
        if (rows.isEmpty()) {
            return;
        }
        Model rules = env.model(RULES);
        if (env.version().is14()) {
            run(env, model, rules, rule, rows, times);
            return;
        }
        Model actions = env.model(ACTIONS);
        for (Row action : env.table(ACTIONS).all()) {
            if (Objects.equals(actions.get(action, "base_automation_id"), rule.id())) {
                run(env, model, actions, action, rows, times);
            }
        }
    }

    private static void run(Env env, Model model, Model actions, Row action, List<Row> rows, int times) {
        if ("webhook".equals(actions.get(action, "state"))) {
            String url = (String) actions.get(action, "webhook_url");
            for (Row row : rows) {
                Map<String, Object> payload = payload(model, actions, action, row);
                for (int i = 0; i < times; i++) {
                    env.database()
                            .store()
                            .afterCommit(() -> env.database().post().send(url, payload));
                }
            }
            return;
        }
        Matcher sendone = SENDONE.matcher(String.valueOf(actions.get(action, "code")));
        if (sendone.find()) {
            Map<String, Object> payload = Map.of(
                    "model", model.name(), "ids", rows.stream().map(Row::id).toList());
            String type = sendone.group(2) == null ? "" : sendone.group(2);
            env.database().store().afterCommit(() -> env.database().bus().send(sendone.group(1), type, payload));
        }
    }

    private static Map<String, Object> payload(Model model, Model actions, Row action, Row row) {
        Map<String, Object> payload = new TreeMap<>();
        payload.put("_action", "Send webhook(#" + action.id() + ")");
        payload.put("_id", row.id());
        payload.put("_model", model.name());
        Object stamp = model.get(row, "write_date");
        if (actions.get(action, "webhook_field_ids") instanceof List<?> fields && !fields.isEmpty()) {
            payload.put("id", row.id());
            payload.put("write_date", stamp instanceof java.time.Instant when ? MICROS.format(when) : false);
        }
        return payload;
    }
}
