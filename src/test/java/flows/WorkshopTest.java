package flows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.PracticeOdoo;

/** An Odoo of either version with a product, made of two of one component and one of another, and a hundred of each in stock. */
abstract class WorkshopTest extends FlowTest {
    protected static final int STOCK = 5;

    protected int product;
    protected int bolt;
    protected int plate;

    /** Goes on with an Odoo of this version. */
    protected void workshop(int version) {
        odoo.close();
        odoo = PracticeOdoo.builder().version(version).empty().start();
        signInWith(odoo.apiKey());
        product = good("Cupboard", 0);
        bolt = good("Bolt", 100);
        plate = good("Plate", 100);
        odoo.create(
                "mrp.bom",
                Map.of(
                        "product_tmpl_id",
                        odoo.record("product.product", product).get("product_tmpl_id"),
                        "consumption",
                        "warning",
                        "bom_line_ids",
                        List.of(line(bolt, 2), line(plate, 1))));
    }

    private static List<Object> line(int component, double quantity) {
        return List.of(0, 0, Map.of("product_id", component, "product_qty", quantity));
    }

    /** A product whose stock is kept, and so many of it. */
    protected int good(String name, double quantity) {
        Map<String, Object> values = new HashMap<>(Map.of("name", name));
        values.put(odoo.version() >= 18 ? "is_storable" : "type", odoo.version() >= 18 ? true : "product");
        int id = odoo.create("product.product", values);
        if (quantity > 0) {
            odoo.seed(env -> practice.data.Data.createAt(
                    env.with(Map.of("inventory_mode", true)),
                    "stock.quant",
                    1000 + id,
                    Map.of(
                            "product_id",
                            id,
                            "location_id",
                            STOCK,
                            odoo.version() >= 18 ? "quantity" : "inventory_quantity",
                            quantity)));
        }
        return id;
    }

    /** How many of a product are in stock, by the quants. */
    protected double stock(int id) {
        return odoo.ids("stock.quant").stream()
                .map(quant -> odoo.record("stock.quant", quant))
                .filter(quant -> quant.get("product_id").equals(id)
                        && quant.get("location_id").equals(STOCK))
                .mapToDouble(quant -> (Double) quant.get("quantity"))
                .sum();
    }

    protected Object order(int id, String field) {
        return odoo.record("mrp.production", id).get(field);
    }
}
