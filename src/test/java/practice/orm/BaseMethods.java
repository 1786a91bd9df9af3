package practice.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import practice.store.Row;

/** The methods that every model has, with the signatures of 14 and 19. */
final class BaseMethods {
    private final Map<String, Method> methods = new LinkedHashMap<>();

    BaseMethods(Version version) {
        String domain = version.pick("domain", "args");
        add("search", this::search).onModel().readonly().takes(domain);
        paging("search");
        add("search_count", this::searchCount).onModel().readonly().takes(domain);
        add("search_read", this::searchRead)
                .onModel()
                .readonly()
                .takes("domain", null)
                .takes("fields", null);
        paging("search_read");
        add("read", this::read).readonly().takes("fields", null).takes("load", "_classic_read");
        add("create", this::create).onModel().takes("vals_list");
        add("write", this::write).takes("vals");
        add("unlink", this::unlink);
        add("action_archive", (env, model, ids, args) -> archive(env, model, ids, active -> false));
        add("action_unarchive", (env, model, ids, args) -> archive(env, model, ids, active -> true));
        add("toggle_active", (env, model, ids, args) -> archive(env, model, ids, active -> !active));
        add("fields_get", this::fieldsGet)
                .onModel()
                .readonly()
                .takes("allfields", null)
                .takes("attributes", null);
        add("default_get", this::defaultGet).onModel().readonly().takes(version.pick("fields", "fields_list"));
        add("name_search", this::nameSearch)
                .onModel()
                .readonly()
                .takes("name", "")
                .takes(domain, null)
                .takes("operator", "ilike")
                .takes("limit", 100);
        if (version.is19()) {
            methods.get("search_count").takes("limit", null);
            methods.get("search_read").takes("load", "_classic_read");
            add("has_access", this::hasAccess).readonly().takes("operation");
            add("formatted_read_group", Groups::formatted)
                    .onModel()
                    .readonly()
                    .takes("domain")
                    .takes("groupby", List.of())
                    .takes("aggregates", List.of())
                    .takes("having", List.of())
                    .takes("offset", 0)
                    .takes("limit", null)
                    .takes("order", null);
        } else {
            methods.get("search").takes("count", false);
            add("name_get", this::nameGet).readonly();
            add("exists", (env, model, ids, args) -> existing(env, model, ids)).readonly();
            add("check_access_rights", this::hasAccess)
                    .onModel()
                    .readonly()
                    .takes("operation")
                    .takes("raise_exception", true);
            add("read_group", Groups::classic)
                    .onModel()
                    .readonly()
                    .takes("domain")
                    .takes("fields")
                    .takes("groupby")
                    .takes("offset", 0)
                    .takes("limit", null)
                    .takes("orderby", false)
                    .takes("lazy", true);
        }
    }

    Method get(String method) {
        return methods.get(method);
    }

    private Method add(String name, Method.Body body) {
        Method method = new Method(name, body);
        methods.put(name, method);
        return method;
    }

    private void paging(String method) {
        methods.get(method).takes("offset", 0).takes("limit", null).takes("order", null);
    }

    private static Object domain(Env env, Map<String, Object> args) {
        return args.get(args.containsKey("domain") ? "domain" : "args");
    }

    private static List<Row> find(Env env, Model model, Map<String, Object> args) {
        return Search.rows(env, model, domain(env, args), args.get("offset"), args.get("limit"), args.get("order"));
    }

    private static List<Integer> ids(List<Row> rows) {
        return rows.stream().map(Row::id).toList();
    }

    private Object search(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        if (Python.truthy(args.get("count"))) {
            return searchCount(env, model, ids, args);
        }
        env.check(model, Operation.READ);
        return ids(find(env, model, args));
    }

    private Object searchCount(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        env.check(model, Operation.READ);
        return Search.rows(env, model, domain(env, args), 0, args.get("limit"), "id")
                .size();
    }

    private Object searchRead(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Reader reader = new Reader(env, model, args.get("fields"), args.getOrDefault("load", "_classic_read"));
        return reader.read(find(env, model, args));
    }

    private Object read(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
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

    @SuppressWarnings("unchecked")
    private Object create(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
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
    private Object write(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        new Writer(env, model).write(ids, (Map<String, Object>) args.get("vals"));
        return true;
    }

    private Object unlink(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        new Writer(env, model).unlink(ids);
        return true;
    }

    /** Returns nothing, like most methods behind a button. */
    private static Object archive(Env env, Model model, List<Integer> ids, UnaryOperator<Boolean> change) {
        for (int id : ids) {
            boolean active = Boolean.TRUE.equals(env.value(model.name(), id, "active"));
            if (change.apply(active) != active) {
                new Writer(env, model).write(List.of(id), Map.of("active", !active));
            }
        }
        return null;
    }

    private Object fieldsGet(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        List<?> wanted = args.get("allfields") instanceof List<?> list && !list.isEmpty() ? list : null;
        List<?> attributes = args.get("attributes") instanceof List<?> list && !list.isEmpty() ? list : null;
        Map<String, Object> answer = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            if (wanted == null || wanted.contains(field.name())) {
                Map<String, Object> about = field.describe(env.version());
                if (attributes != null) {
                    about.keySet().retainAll(attributes);
                }
                answer.put(field.name(), about);
            }
        }
        return answer;
    }

    private Object defaultGet(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Map<String, Object> defaults = model.defaults(env);
        Map<String, Object> answer = new LinkedHashMap<>();
        for (Object name : (List<?>) args.values().iterator().next()) {
            if (defaults.get(name) != null) {
                answer.put((String) name, Reader.plain(defaults.get(name)));
            }
        }
        return answer;
    }

    private Object nameSearch(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
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

    private Object nameGet(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        return names(env, model, existing(env, model, ids));
    }

    private static List<Object> names(Env env, Model model, List<Integer> ids) {
        List<Object> pairs = new ArrayList<>();
        ids.forEach(id -> pairs.add(List.of(id, env.displayName(model.name(), id))));
        return pairs;
    }

    private static List<Integer> existing(Env env, Model model, List<Integer> ids) {
        return ids.stream().filter(id -> env.row(model.name(), id) != null).toList();
    }

    private Object hasAccess(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        Operation operation =
                Operation.valueOf(String.valueOf(args.get("operation")).toUpperCase());
        boolean allowed = env.user().rights().allows(model.name(), operation);
        if (!allowed && Python.truthy(args.get("raise_exception"))) {
            env.refuse(model, operation);
        }
        return allowed;
    }
}
