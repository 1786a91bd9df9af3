package practice.orm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that every model has, with the signatures of 14 and 19. */
final class BaseMethods {
    private final Map<String, Method> methods = new LinkedHashMap<>();

    BaseMethods(Version version) {
        String domain = version.pick("domain", "args");
        add("search", ReadMethods::search).onModel().readonly().takes(domain);
        paging("search");
        add("search_count", ReadMethods::searchCount).onModel().readonly().takes(domain);
        add("search_read", ReadMethods::searchRead)
                .onModel()
                .readonly()
                .takes("domain", null)
                .takes("fields", null);
        paging("search_read");
        add("read", ReadMethods::read).readonly().takes("fields", null).takes("load", "_classic_read");
        add("create", WriteMethods::create).onModel().takes("vals_list");
        add("write", WriteMethods::write).takes("vals");
        add("unlink", WriteMethods::unlink);
        add("action_archive", (env, model, ids, args) -> WriteMethods.archive(env, model, ids, active -> false));
        add("action_unarchive", (env, model, ids, args) -> WriteMethods.archive(env, model, ids, active -> true));
        add("toggle_active", (env, model, ids, args) -> WriteMethods.archive(env, model, ids, active -> !active));
        add("fields_get", ReadMethods::fieldsGet)
                .onModel()
                .readonly()
                .takes("allfields", null)
                .takes("attributes", null);
        add("default_get", ReadMethods::defaultGet).onModel().readonly().takes(version.pick("fields", "fields_list"));
        add("name_search", ReadMethods::nameSearch)
                .onModel()
                .readonly()
                .takes("name", "")
                .takes(domain, null)
                .takes("operator", "ilike")
                .takes("limit", 100);
        if (version.is19()) {
            methods.get("search_count").takes("limit", null);
            methods.get("search_read").takes("load", "_classic_read");
            add("has_access", ReadMethods::hasAccess).readonly().takes("operation");
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
            add("name_get", ReadMethods::nameGet).readonly();
            add("exists", (env, model, ids, args) -> ReadMethods.existing(env, model, ids))
                    .readonly();
            add("check_access_rights", ReadMethods::hasAccess)
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
}
