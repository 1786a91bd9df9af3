package practice.data;

import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Writer;

/** Creating the records that every Odoo has. */
public final class Data {
    private Data() {}

    /** The company, the administrator (uid 2, as everywhere), a currency, countries and states. */
    public static void base(Env env) {
        Registry.describe(env);
        Geography.create(env);
        createAt(env, "res.currency", 1, Map.of("name", "USD"));
        createAt(
                env,
                "res.partner",
                1,
                Map.of(
                        "name",
                        "YourCompany",
                        "is_company",
                        true,
                        "email",
                        "info@example.com",
                        "phone",
                        "+1 555 0100",
                        "street",
                        "250 Executive Park Blvd",
                        "city",
                        "San Francisco",
                        "zip",
                        "94134",
                        "state_id",
                        13,
                        "country_id",
                        233,
                        "website",
                        "www.example.com"));
        createAt(
                env,
                "res.company",
                1,
                Map.of("name", "YourCompany", "partner_id", 1, "currency_id", 1, "sequence", 10));
        createAt(env, "res.partner", 3, Map.of("name", "Mitchell Admin", "parent_id", 1, "email", "admin@example.com"));
        SystemData.groups(env);
        createAt(
                env,
                "res.users",
                2,
                Map.of("login", "admin", "partner_id", 3, env.version().pick("group_ids", "groups_id"), List.of(1, 4)));
        createAt(env, "uom.uom", 1, Map.of("name", "Units"));
        createAt(env, "product.category", 1, Map.of("name", "All"));
        createAt(env, "stock.location", 1, Map.of("name", "Vendors", "usage", "supplier"));
        createAt(env, "stock.location", 2, Map.of("name", "Customers", "usage", "customer"));
        createAt(env, "stock.location", 4, Map.of("name", "WH", "usage", "view"));
        createAt(env, "stock.location", 5, Map.of("name", "Stock", "usage", "internal", "location_id", 4));
        createAt(env, "stock.location", 12, Map.of("name", "Inventory adjustment", "usage", "inventory"));
        createAt(env, "stock.location", 14, Map.of("name", "Production", "usage", "production"));
        SystemData.modules(env);
        SystemData.externalIds(env);
        Website.stages(env);
    }

    /** Creates a record under an id of one's choice. */
    public static void createAt(Env env, String model, int id, Map<String, Object> values) {
        new Writer(env, env.model(model)).createAt(id, values);
    }

    static int create(Env env, String model, Map<String, Object> values) {
        return new Writer(env, env.model(model)).create(List.of(values)).get(0);
    }
}
