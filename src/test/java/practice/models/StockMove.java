package practice.models;

import java.util.HashMap;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** stock.move: a component on its way into production, or a product on its way out of it. */
final class StockMove extends Model {
    StockMove(Version version) {
        super(version, "stock.move", "Stock Move");
        group("Inventory/User");
        choice(
                        "state",
                        "Status",
                        "draft",
                        "New",
                        "confirmed",
                        "Waiting Availability",
                        "partially_available",
                        "Partially Available",
                        "assigned",
                        "Available",
                        "done",
                        "Done",
                        "cancel",
                        "Cancelled")
                .readonly();
        one("product_id", "Product", "product.product").required();
        one("product_uom", version.pick("Unit", "Unit of Measure"), "uom.uom").required();
        decimal("product_uom_qty", version.pick("Demand", "Initial Demand")).required();
        one("location_id", "Source Location", "stock.location").required();
        one("location_dest_id", "Destination Location", "stock.location").required();
        one("raw_material_production_id", "Production Order for components", "mrp.production");
        one("production_id", "Production Order for finished products", "mrp.production");
        one("bom_line_id", "BoM Line", "mrp.bom.line");
        chars("origin", "Source Document");
        if (version.is19()) {
            decimal("quantity", "Quantity");
            flag("picked", "Picked");
        } else {
            chars("name", "Description").required();
            decimal("quantity_done", "Quantity Done");
            decimal("reserved_availability", "Quantity Reserved").readonly();
            integer("byproduct_id", "By-products");
        }
        order("id");
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        Map<String, Object> defaults =
                new HashMap<>(Map.of("state", "draft", "product_uom", 1, "product_uom_qty", 0.0));
        defaults.put(version.pick("quantity", "quantity_done"), 0.0);
        if (version.is14()) {
            defaults.put("reserved_availability", 0.0);
        }
        return defaults;
    }

    /** 14 looks the key up in what it is given. */
    @Override
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        if (version.is14() && create && values.get("production_id") != null && !values.containsKey("byproduct_id")) {
            throw practice.orm.OdooException.builtin("KeyError", "byproduct_id");
        }
        return values;
    }

    @Override
    protected String displayName(Env env, Row row) {
        return env.displayName("product.product", (Integer) get(row, "product_id"));
    }
}
