package practice.models;

import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Writer;
import practice.store.Row;
import practice.store.Table;

/** Quantities in places, as moves change them. */
final class Stock {
    private Stock() {}

    /** Adds to what is in a place; a product whose stock is not tracked has none. */
    static void add(Env env, Object product, int location, double quantity) {
        if (!isTracked(env, product)) {
            return;
        }
        Model quants = env.model("stock.quant");
        Row quant = at(env, product, location);
        if (quant == null) {
            Row row = quants.newRow(env.table("stock.quant").nextId());
            quants.defaults(env).forEach((name, value) -> quants.set(row, name, value));
            quants.set(row, "product_id", product);
            quants.set(row, "location_id", location);
            quants.set(row, "create_date", env.stamp());
            quant = row;
        }
        put(env, quant, "quantity", quantity);
    }

    /** Reserves as much as there is, up to that; how much. */
    static double reserve(Env env, Object product, double quantity) {
        if (!isTracked(env, product)) {
            return quantity;
        }
        Row quant = at(env, product, Manufacture.STOCK);
        if (quant == null) {
            return 0;
        }
        Model quants = env.model("stock.quant");
        double free = (Double) quants.get(quant, "quantity") - (Double) quants.get(quant, "reserved_quantity");
        double got = Math.max(0, Math.min(free, quantity));
        put(env, quant, "reserved_quantity", got);
        return got;
    }

    /** Gives back what a component has reserved. */
    static void release(Env env, Model moves, Row move) {
        Object product = moves.get(move, "product_id");
        Row quant = at(env, product, Manufacture.STOCK);
        Object state = moves.get(move, "state");
        if (quant != null && ("assigned".equals(state) || "partially_available".equals(state))) {
            Model quants = env.model("stock.quant");
            String reserved = env.version().pick("quantity", "reserved_availability");
            double held = moves.get(move, reserved) instanceof Double number ? number : 0;
            put(env, quant, "reserved_quantity", -Math.min(held, (Double) quants.get(quant, "reserved_quantity")));
            if (env.version().is14()) {
                new Writer(env, moves).write(java.util.List.of(move.id()), Map.of("reserved_availability", 0.0));
            }
        }
    }

    private static void put(Env env, Row quant, String field, double more) {
        Model quants = env.model("stock.quant");
        Row after = quant.copy();
        quants.set(after, field, (Double) quants.get(quant, field) + more);
        quants.set(after, "write_date", env.stamp());
        env.table("stock.quant").put(after);
    }

    private static Row at(Env env, Object product, int location) {
        Model quants = env.model("stock.quant");
        Table table = env.table("stock.quant");
        for (int id : table.having(quants.field("product_id").column(), product)) {
            if (Integer.valueOf(location).equals(quants.get(table.get(id), "location_id"))) {
                return table.get(id);
            }
        }
        return null;
    }

    private static boolean isTracked(Env env, Object product) {
        return env.version().is19()
                ? Boolean.TRUE.equals(env.value("product.product", product, "is_storable"))
                : "product".equals(env.value("product.product", product, "type"));
    }
}
