package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Operation;
import practice.orm.Python;
import practice.orm.Version;
import practice.store.Row;
import practice.store.Table;

/** stock.quant: counted quantities are applied on 19 by a method, on 14 by creating in inventory mode. */
final class Quant extends Model {
    private static final int LOSS = 12;

    Quant(Version version) {
        super(version, "stock.quant", "Quants");
        group("Inventory/User");
        one("product_id", "Product", "product.product").required();
        one("location_id", "Location", "stock.location").required();
        decimal("quantity", "Quantity").readonly();
        decimal("reserved_quantity", "Reserved Quantity").required().readonly();
        decimal("available_quantity", "Available Quantity")
                .computed((env, row) -> (Double) get(row, "quantity") - (Double) get(row, "reserved_quantity"));
        decimal("inventory_quantity", version.pick("Counted", "Inventoried Quantity"));
        if (version.is19()) {
            flag("inventory_quantity_set", "Inventory Quantity Set");
            decimal("inventory_diff_quantity", "Difference").readonly();
        }
        one("lot_id", "Lot/Serial Number", version.pick("stock.lot", "stock.production.lot"));
        one("package_id", "Package", version.pick("stock.package", "stock.quant.package"));
        datetime("in_date", "Incoming Date").required().readonly();
        one("company_id", "Company", "res.company").readonly();
        if (version.is19()) {
            method("action_apply_inventory", (env, ids, args) -> {
                ids.forEach(id -> apply(env, env.table(name()).get(id)));
                return null;
            });
        }
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return Map.of("quantity", 0.0, "reserved_quantity", 0.0, "in_date", env.stamp(), "company_id", 1);
    }

    @Override
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        if (version.is14() && create && !Python.truthy(env.context().get("inventory_mode"))) {
            env.refuse(this, Operation.CREATE);
        }
        return values;
    }

    @Override
    public void written(Env env, Row row, Map<String, Object> values) {
        if (version.is14() && values.containsKey("inventory_quantity")) {
            apply(env, env.table(name()).get(row.id()));
        }
    }

    private void apply(Env env, Row quant) {
        double counted = get(quant, "inventory_quantity") instanceof Double number ? number : 0;
        double difference = counted - (Double) get(quant, "quantity");
        move(env, quant, difference);
        move(env, counterpart(env, get(quant, "product_id")), -difference);
    }

    private void move(Env env, Row quant, double by) {
        Row after = quant.copy();
        set(after, "quantity", (Double) get(quant, "quantity") + by);
        set(after, "inventory_quantity", null);
        set(after, "write_date", env.stamp());
        env.table(name()).put(after);
    }

    private Row counterpart(Env env, Object product) {
        Table table = env.table(name());
        for (int id : table.having(field("product_id").column(), product)) {
            if (Integer.valueOf(LOSS).equals(get(table.get(id), "location_id"))) {
                return table.get(id);
            }
        }
        Row row = newRow(table.nextId());
        new HashMap<>(defaults(env)).forEach((name, value) -> set(row, name, value));
        set(row, "product_id", product);
        set(row, "location_id", LOSS);
        List.of("create_date", "write_date").forEach(name -> set(row, name, env.stamp()));
        table.put(row);
        return row;
    }
}
