package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;

/**
 * res.users; name and email are the partner's. A password is kept by {@link practice.orm.Database#passwords} and never read. Who
 * is in the group of portal users only is not internal.
 */
final class Users extends Model {
    private static final List<String> INHERITED = List.of("name", "email", "phone");
    private static final int ADMIN = 2;
    private static final int INTERNAL = 1;
    private static final int SYSTEM = 4;
    private static final int PORTAL = 10;
    private static final int PUBLIC = 11;

    private final String groups;

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
        groups = version.pick("group_ids", "groups_id");
        many(groups, "Groups", "res.groups");
        chars("password", "Password").computed((env, row) -> null).writable();
        add("signature", FieldType.HTML, "Email Signature");
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
        changingMethod("change_password", (env, ids, args) -> changePassword(env, args));
        changingMethod("signup", (env, ids, args) -> signUp(env, args));
        method("reset_password", (env, ids, args) -> resetPassword(env, args));
    }

    /** Of the caller's own; the old one was shown by calling at all. */
    private Object changePassword(Env env, Map<String, Object> args) {
        Object after = args.get("new_passwd");
        if (after == null || after.toString().isBlank()) {
            throw OdooException.user("Setting empty passwords is not allowed for security reasons!");
        }
        Row row = env.row(name(), env.user().uid());
        boolean internal = !Boolean.TRUE.equals(get(row, "share"));
        env.database().passwords().set(row.id(), (String) get(row, "login"), after.toString(), internal);
        return true;
    }

    /** Only people whom there is a partner of: an Odoo that is not open to strangers. */
    private Object signUp(Env env, Map<String, Object> args) {
        Map<String, Object> values = new HashMap<>();
        ((Map<?, ?>) args.get("values")).forEach((name, value) -> values.put((String) name, value));
        if (values.get("partner_id") == null) {
            throw new OdooException(
                    "odoo.addons.auth_signup.models.res_partner.SignupError",
                    "Signup is not allowed for uninvited users",
                    500);
        }
        INHERITED.forEach(values::remove);
        values.put(groups, List.of(List.of(6, 0, List.of(PORTAL))));
        new Writer(env, this).create(List.of(values));
        return List.of(values.get("login"), values.get("password"));
    }

    /** No mail is sent; who is not known is said so. */
    private Object resetPassword(Env env, Map<String, Object> args) {
        boolean known = env.table(name()).all().stream()
                .anyMatch(row -> String.valueOf(get(row, "login")).equals(args.get("login")));
        if (!known) {
            throw OdooException.builtin("Exception", "No account found for this login");
        }
        return Map.of("type", "ir.actions.client", "tag", "display_notification");
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return Map.of(
                "active",
                true,
                "company_id",
                1,
                "company_ids",
                List.of(1),
                "lang",
                "en_US",
                "tz",
                "UTC",
                groups,
                List.of(INTERNAL));
    }

    @Override
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        if (!create || values.get("partner_id") != null) {
            return values;
        }
        Map<String, Object> partner = inherited(values);
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
    public void compute(Env env, Row row, Row before) {
        List<?> of = get(row, groups) instanceof List<?> ids ? ids : List.of();
        set(row, "share", !of.contains(INTERNAL) && !of.contains(SYSTEM));
        if (of.contains(INTERNAL) && (of.contains(PORTAL) || of.contains(PUBLIC))) {
            throw OdooException.validation(version.pick(
                    "User '" + env.value("res.partner", get(row, "partner_id"), "name")
                            + "' cannot be at the same time in exclusive groups 'Role / Portal', 'Role / User'.",
                    "The user cannot have more than one user types."));
        }
    }

    @Override
    public void validate(Env env, List<Row> rows) {
        for (Row row : rows) {
            for (Row other : env.table(name()).all()) {
                if (other.id() != row.id() && get(row, "login").equals(get(other, "login"))) {
                    throw OdooException.validation(
                            "You can not have two users with the same login" + version.pick("!", " !"));
                }
            }
        }
    }

    @Override
    public void checkUnlink(Env env, Row row) {
        if (row.id() == ADMIN) {
            throw OdooException.user("You cannot delete the admin user because it is utilized in various places"
                    + " (such as security configurations,...). Instead, archive it.");
        }
    }

    @Override
    public void written(Env env, Row row, Map<String, Object> values) {
        if (values.get("password") instanceof String password && !password.isEmpty()) {
            boolean internal = !Boolean.TRUE.equals(get(row, "share"));
            env.database().passwords().set(row.id(), (String) get(row, "login"), password, internal);
        }
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
