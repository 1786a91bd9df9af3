package practice.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import practice.orm.Env;
import practice.store.Row;

/** Groups of users, modules and external ids, as a Community installation has them. */
final class SystemData {
    private static final List<String> INSTALLED = List.of(
            "base",
            "calendar",
            "event",
            "hr",
            "hr_attendance",
            "mrp",
            "portal",
            "product",
            "project",
            "sale",
            "stock",
            "website",
            "website_blog");

    private SystemData() {}

    static void groups(Env env) {
        group(env, 1, "Role / User", "Internal User", false);
        group(env, 4, "Role / Administrator", "Settings", false);
        group(env, 10, "Role / Portal", "Portal", true);
        group(env, 11, "Role / Public", "Public", true);
    }

    private static void group(Env env, int id, String on19, String on14, boolean share) {
        Data.createAt(env, "res.groups", id, Map.of("name", env.version().pick(on19, on14), "share", share));
    }

    /** Enterprise modules are not there at all, or cannot be installed. */
    static void modules(Env env) {
        for (String module : INSTALLED) {
            module(env, module, "installed");
        }
        module(env, "crm", "uninstalled");
        module(env, "helpdesk", "uninstallable");
    }

    private static void module(Env env, String name, String state) {
        Data.create(env, "ir.module.module", Map.of("name", name, "shortdesc", name, "state", state));
    }

    static void externalIds(Env env) {
        named(env, "base", "main_company", "res.company", 1);
        named(env, "base", "main_partner", "res.partner", 1);
        named(env, "base", "user_admin", "res.users", 2);
        named(env, "base", "partner_admin", "res.partner", 3);
        named(env, "base", "USD", "res.currency", 1);
        named(env, "base", "group_user", "res.groups", 1);
        named(env, "base", "group_system", "res.groups", 4);
        named(env, "base", "group_portal", "res.groups", 10);
        named(env, "base", "group_public", "res.groups", 11);
        named(env, "uom", "product_uom_unit", "uom.uom", 1);
        named(env, "product", "product_category_all", "product.category", 1);
        for (Row country : List.copyOf(env.table("res.country").all())) {
            String code = (String) env.model("res.country").get(country, "code");
            named(env, "base", code.toLowerCase(Locale.ROOT), "res.country", country.id());
        }
    }

    private static void named(Env env, String module, String name, String model, int id) {
        Data.create(env, "ir.model.data", Map.of("module", module, "name", name, "model", model, "res_id", id));
    }
}
