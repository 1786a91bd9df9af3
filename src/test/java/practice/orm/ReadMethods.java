package practice.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import practice.store.Row;

/** What the methods that change nothing do. */
final class ReadMethods {
    private ReadMethods() {}

    private static Object domain(Env env, Map<String, Object> args) {
        return args.get(args.containsKey("domain") ? "domain" : "args");
    }

    private static List<Row> find(Env env, Model model, Map<String, Object> args) {
        return Search.rows(env, model, domain(env, args), args.get("offset"), args.get("limit"), args.get("order"));
    }

    private static List<Integer> ids(List<Row> rows) {
        return rows.stream().map(Row::id).toList();
    }

    static Object search(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        if (Python.truthy(args.get("count"))) {
            return searchCount(env, model, ids, args);
        }
        return ids(find(env, model, args));
    }

    static Object searchCount(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        return Search.rows(env, model, domain(env, args), 0, args.get("limit"), "id")
                .size();
    }

    static Object searchRead(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Reader reader = new Reader(env, model, args.get("fields"), args.getOrDefault("load", "_classic_read"));
        return reader.read(find(env, model, args));
    }

    static Object read(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Reader reader = new Reader(env, model, args.get("fields"), args.get("load"));
        List<Row> rows = new ArrayList<>();
        for (int id : ids) {
            Row row = env.row(model.name(), id);
            if (row != null) {
                rows.add(row);
            }
        }
        return reader.read(rows);
    }

    static Object fieldsGet(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        List<?> wanted = args.get("allfields") instanceof List<?> list && !list.isEmpty() ? list : null;
        List<?> attributes = args.get("attributes") instanceof List<?> list && !list.isEmpty() ? list : null;
        Map<String, Object> answer = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            if ((wanted == null || wanted.contains(field.name())) && model.shows(env, field.name())) {
                Map<String, Object> about = field.describe(env.version());
                if (attributes != null) {
                    about.keySet().retainAll(attributes);
                }
                answer.put(field.name(), about);
            }
        }
        return answer;
    }

    static Object defaultGet(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Map<String, Object> defaults = model.defaults(env);
        Map<String, Object> answer = new LinkedHashMap<>();
        for (Object name : (List<?>) args.values().iterator().next()) {
            if (defaults.get(name) != null) {
                answer.put((String) name, Reader.plain(defaults.get(name)));
            }
        }
        return answer;
    }

    static Object nameSearch(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        env.check(model, Operation.READ);
        List<Object> domain = new ArrayList<>();
        if (domain(env, args) instanceof List<?> given) {
            domain.addAll(given);
        }
        if (Python.truthy(args.get("name"))) {
            domain.add(List.of("display_name", args.get("operator"), args.get("name")));
        }
        return names(env, model, ids(Search.rows(env, model, domain, 0, args.get("limit"), null)));
    }

    static Object nameGet(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        return names(env, model, existing(env, model, ids));
    }

    private static List<Object> names(Env env, Model model, List<Integer> ids) {
        List<Object> pairs = new ArrayList<>();
        ids.forEach(id -> pairs.add(List.of(id, env.displayName(model.name(), id))));
        return pairs;
    }

    static List<Integer> existing(Env env, Model model, List<Integer> ids) {
        return ids.stream().filter(id -> env.row(model.name(), id) != null).toList();
    }

    static Object hasAccess(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Operation operation =
                Operation.valueOf(String.valueOf(args.get("operation")).toUpperCase());
        boolean allowed = env.user().rights().allows(model.name(), operation);
        if (!allowed && Python.truthy(args.get("raise_exception"))) {
            env.refuse(model, operation);
        }
        return allowed;
    }
}
