package practice.orm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the methods that change records do. */
final class WriteMethods {
    private WriteMethods() {}

    @SuppressWarnings("unchecked")
    static Object create(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Object given = args.get("vals_list");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object values : given instanceof List<?> list ? list : List.of(given)) {
            if (!(values instanceof Map<?, ?>)) {
                throw OdooException.builtin("AttributeError", "'str' object has no attribute 'get'");
            }
            rows.add((Map<String, Object>) values);
        }
        List<Integer> created = new Writer(env, model).create(rows);
        return created;
    }

    @SuppressWarnings("unchecked")
    static Object write(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        new Writer(env, model).write(ids, (Map<String, Object>) args.get("vals"));
        return true;
    }

    static Object unlink(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        new Writer(env, model).unlink(ids);
        return true;
    }

    /** Returns nothing, like most methods behind a button. */
    static Object archive(Env env, Model model, List<Integer> ids, UnaryOperator<Boolean> change) {
        for (int id : ids) {
            boolean active = Boolean.TRUE.equals(env.value(model.name(), id, "active"));
            if (change.apply(active) != active) {
                new Writer(env, model).write(List.of(id), Map.of("active", !active));
            }
        }
        return null;
    }
}
