package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;

/** res.users; name and email are the partner's. Passwords are not here. */
final class Users extends Model {
    private static final List<String> INHERITED = List.of("name", "email", "phone");

    Users(Version version) {
        super(version, "res.users", version.pick("User", "Users"));
        chars("login", "Login").required();
        one("partner_id", "Related Partner", "res.partner").required();
        for (String name : INHERITED) {
            add(name, FieldType.CHAR, Character.toUpperCase(name.charAt(0)) + name.substring(1))
                    .computed((env, row) -> env.related(row, field("partner_id"), name))
                    .searchable()
                    .writable();
        }
        flag("active", "Active");
        flag("share", "Share User").readonly();
        one("company_id", "Company", "res.company").required();
        many("company_ids", "Companies", "res.company");
        add("lang", FieldType.SELECTION, "Language").related();
        add("tz", FieldType.SELECTION, "Timezone").related();
        order("name, login");
        modelMethod(
                "context_get",
                (env, ids, args) ->
                        Map.of("lang", "en_US", "tz", "UTC", "uid", env.user().uid()));
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return Map.of("active", true, "company_id", 1, "company_ids", List.of(1), "lang", "en_US", "tz", "UTC");
    }

    @Override
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        if (!create || values.get("partner_id") != null) {
            return values;
        }
        Map<String, Object> partner = inherited(values);
        partner.putIfAbsent("name", values.get("login"));
        Map<String, Object> with = new HashMap<>(values);
        INHERITED.forEach(with::remove);
        with.put(
                "partner_id",
                new Writer(env, env.model("res.partner"))
                        .create(List.of(partner))
                        .get(0));
        return with;
    }

    @Override
    public void written(Env env, Row row, Map<String, Object> values) {
        Map<String, Object> partner = inherited(values);
        if (!partner.isEmpty()) {
            new Writer(env, env.model("res.partner")).write(List.of((Integer) get(row, "partner_id")), partner);
        }
    }

    private static Map<String, Object> inherited(Map<String, Object> values) {
        Map<String, Object> partner = new HashMap<>(values);
        partner.keySet().retainAll(INHERITED);
        return partner;
    }
}
