package practice.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Python;
import practice.orm.Version;

/** button_mark_done, and the wizards that it answers with. */
final class MarkDone {
    private static final String ORDERS = "default_mrp_production_ids";

    private MarkDone() {}

    static List<Model> wizards(Version version) {
        List<Model> wizards = new ArrayList<>(List.of(
                new Wizard(version, "mrp.production.backorder", "Wizard to mark as done or create back order") {
                    {
                        method(
                                "action_backorder",
                                (env, ids, args) -> press(env, ids, Map.of("skip_backorder", true, "backorder", true)));
                        method("action_close_mo", (env, ids, args) -> press(env, ids, Map.of("skip_backorder", true)));
                    }
                },
                new Wizard(version, "mrp.consumption.warning", "Wizard in case of consumption in warning/strict") {
                    {
                        method("action_confirm", (env, ids, args) -> press(env, ids, Map.of("skip_consumption", true)));
                    }
                }));
        if (version.is14()) {
            wizards.add(new Wizard(version, "mrp.immediate.production", "Immediate Production") {
                {
                    method("process", (env, ids, args) -> {
                        for (int order : orders(env, ids)) {
                            everything(new Manufacture(env, order));
                        }
                        return press(env, ids, Map.of("skip_immediate", true));
                    });
                }
            });
        }
        return wizards;
    }

    /** A question about orders; a button of it marks them as done with the answer. */
    private abstract static class Wizard extends Model {
        Wizard(Version version, String name, String label) {
            super(version, name, label);
            group("Manufacturing/User");
            many("mrp_production_ids", "Productions", "mrp.production");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("mrp_production_ids", ids(env.context().get(ORDERS)));
        }

        List<Integer> orders(Env env, List<Integer> wizards) {
            return ids(env.value(name(), wizards.get(0), "mrp_production_ids"));
        }

        Object press(Env env, List<Integer> wizards, Map<String, Object> answer) {
            Map<String, Object> context = new HashMap<>(env.context());
            context.keySet().removeIf(key -> key.startsWith("default_"));
            context.putAll(answer);
            return all(env.with(context), orders(env, wizards));
        }
    }

    private static List<Integer> ids(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(Python::integer).toList()
                : List.of();
    }

    static Object all(Env env, List<Integer> ids) {
        for (int id : ids) {
            Object question = one(env, new Manufacture(env, id), id);
            if (question != null) {
                return question;
            }
        }
        return true;
    }

    /** Null when the order is done, or else the action that opens a wizard. */
    private static Object one(Env env, Manufacture order, int id) {
        if ("done".equals(order.value("state"))) {
            return null;
        }
        if (order.finished().isEmpty()) {
            throw practice.orm.OdooException.validation(
                    "The operation cannot be completed: mrp_production_qty_positive");
        }
        order.confirm();
        boolean nothing = order.number("qty_producing") == 0;
        if (env.version().is14() && nothing && !asked(env, "skip_immediate")) {
            return action(env, "mrp.immediate.production", id, Map.of());
        }
        if (env.version().is19() && nothing) {
            everything(order);
        }
        List<Map<String, Object>> differing = order.differing();
        if (!differing.isEmpty() && !"flexible".equals(order.value("consumption")) && !asked(env, "skip_consumption")) {
            return action(
                    env, "mrp.consumption.warning", id, Map.of("default_mrp_consumption_warning_line_ids", differing));
        }
        boolean less = order.number("qty_producing") < order.number("product_qty");
        if (less && !asked(env, "skip_backorder")) {
            return action(env, "mrp.production.backorder", id, Map.of());
        }
        order.finish(asked(env, "backorder"));
        return null;
    }

    private static void everything(Manufacture order) {
        order.write(Map.of("qty_producing", order.number("product_qty")));
        order.record();
    }

    private static boolean asked(Env env, String key) {
        return Python.truthy(env.context().get(key));
    }

    private static Map<String, Object> action(Env env, String wizard, int id, Map<String, Object> more) {
        Map<String, Object> context = new HashMap<>(env.context());
        context.put(ORDERS, List.of(id));
        context.putAll(more);
        Map<String, Object> action = new HashMap<>();
        action.put("type", "ir.actions.act_window");
        action.put("res_model", wizard);
        action.put("res_id", 0);
        action.put("target", "new");
        action.put("view_mode", "form");
        action.put("context", context);
        return action;
    }
}
