package practice.data;

import java.util.Map;
import practice.orm.Env;

/** Products with ten of each in stock. */
final class Goods {
    private static final String[] WHAT = {"Table", "Chair", "Lamp", "Shelf", "Drawer", "Cable", "Desk", "Panel"};
    private static final String[] KIND = {"oak", "steel", "white", "large", "folding"};

    private Goods() {}

    static void create(Env env, int count) {
        Env counting = env.with(Map.of("inventory_mode", true));
        for (int i = 0; i < count; i++) {
            int id = Data.create(
                    env,
                    "product.product",
                    Map.of(
                            "name",
                            WHAT[i % WHAT.length] + ", " + KIND[i % KIND.length],
                            "default_code",
                            "P-%04d".formatted(i + 1),
                            "barcode",
                            "40123450%05d".formatted(i),
                            "list_price",
                            10.0 + 5 * i,
                            "standard_price",
                            4.0 + 2 * i,
                            "categ_id",
                            1,
                            env.version().pick("is_storable", "type"),
                            env.version().pick(true, "product")));
            Data.create(
                    counting,
                    "stock.quant",
                    Map.of(
                            "product_id",
                            id,
                            "location_id",
                            5,
                            env.version().pick("quantity", "inventory_quantity"),
                            10.0));
        }
    }
}
