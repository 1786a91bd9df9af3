package practice.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Writer;
import practice.store.Row;
import practice.store.Table;

/** What happens to the moves and to the stock of one manufacturing order. */
final class Manufacture {
    static final int STOCK = 5;
    static final int PRODUCTION = 14;
    private static final double ENOUGH = 0.0001;

    private final Env env;
    private final Model orders;
    private final Model moves;
    private final int id;
    private final String done;

    Manufacture(Env env, int id) {
        this.env = env;
        this.orders = env.model("mrp.production");
        this.moves = env.model("stock.move");
        this.id = id;
        this.done = env.version().pick("quantity", "quantity_done");
    }

    Object value(String field) {
        return env.value("mrp.production", id, field);
    }

    double number(String field) {
        return value(field) instanceof Double number ? number : 0;
    }

    List<Row> raw() {
        return having("raw_material_production_id");
    }

    List<Row> finished() {
        return having("production_id");
    }

    private List<Row> having(String field) {
        Table table = env.table("stock.move");
        return table.having(moves.field(field).column(), id).stream()
                .sorted()
                .map(table::get)
                .toList();
    }

    /** The moves that 19 makes by itself, from the bill of materials. */
    void makeMoves() {
        Object product = value("product_id");
        double quantity = number("product_qty");
        Row bom = ((BillOfMaterials) env.model("mrp.bom")).of(env, product);
        if (bom != null) {
            Model bill = env.model("mrp.bom");
            Model line = env.model("mrp.bom.line");
            for (Row one : BillOfMaterials.lines(env, bom)) {
                double share = (Double) line.get(one, "product_qty") * quantity / (Double) bill.get(bom, "product_qty");
                move(line.get(one, "product_id"), share, "raw_material_production_id", STOCK, PRODUCTION);
            }
            write(Map.of("bom_id", bom.id()));
        }
        move(product, quantity, "production_id", PRODUCTION, STOCK);
    }

    private void move(Object product, double quantity, String of, int from, int to) {
        Map<String, Object> values = new HashMap<>();
        values.put("product_id", product);
        values.put("product_uom_qty", quantity);
        values.put(of, id);
        values.put("location_id", from);
        values.put("location_dest_id", to);
        if (env.version().is14()) {
            values.put("name", String.valueOf(value("name")));
            values.put("byproduct_id", false);
        }
        new Writer(env, moves).create(List.of(values));
    }

    void write(Map<String, Object> values) {
        new Writer(env, orders).write(List.of(id), values);
    }

    private void write(Row move, Map<String, Object> values) {
        new Writer(env, moves).write(List.of(move.id()), values);
    }

    void confirm() {
        if (!"draft".equals(value("state"))) {
            return;
        }
        if (env.version().is14() && raw().isEmpty()) {
            throw OdooException.user("Add some materials to consume before marking this MO as to do.");
        }
        raw().forEach(move -> write(move, Map.of("state", "confirmed")));
        finished().forEach(move -> write(move, Map.of("state", "assigned")));
        write(Map.of("state", "confirmed"));
        if (env.version().is19()) {
            assign();
        }
    }

    /** Reserves what is there; 14 says so when there is nothing to reserve. */
    void assign() {
        List<Row> open = raw().stream()
                .filter(move -> List.of("confirmed", "partially_available").contains(moves.get(move, "state")))
                .toList();
        if (open.isEmpty() && env.version().is14()) {
            throw OdooException.user("Nothing to check the availability for.");
        }
        for (Row move : open) {
            double need = (Double) moves.get(move, "product_uom_qty");
            String reserved = env.version().pick("quantity", "reserved_availability");
            double has = moves.get(move, reserved) instanceof Double number ? number : 0;
            double got = Stock.reserve(env, moves.get(move, "product_id"), need - has);
            String state =
                    has + got >= need - ENOUGH ? "assigned" : has + got > 0 ? "partially_available" : "confirmed";
            write(move, Map.of(reserved, has + got, "state", state));
        }
    }

    /** Records on each component its share of the quantity being produced. */
    void record() {
        double share = number("qty_producing") / number("product_qty");
        for (Row move : raw()) {
            double quantity = (Double) moves.get(move, "product_uom_qty") * share;
            write(move, env.version().is19() ? Map.of("quantity", quantity, "picked", true) : Map.of(done, quantity));
        }
    }

    double recorded(Row move) {
        boolean counts = env.version().is14() || Boolean.TRUE.equals(moves.get(move, "picked"));
        return counts && moves.get(move, done) instanceof Double quantity ? quantity : 0;
    }

    /** Components of which other quantities are recorded than expected, with both. */
    List<Map<String, Object>> differing() {
        double share = number("qty_producing") / number("product_qty");
        List<Map<String, Object>> differing = new ArrayList<>();
        for (Row move : raw()) {
            double expected = (Double) moves.get(move, "product_uom_qty") * share;
            if (Math.abs(expected - recorded(move)) > ENOUGH) {
                differing.add(Map.of(
                        "mrp_production_id",
                        id,
                        "product_id",
                        moves.get(move, "product_id"),
                        "consumption",
                        String.valueOf(value("consumption")),
                        "product_consumed_qty_uom",
                        recorded(move),
                        "product_expected_qty_uom",
                        expected));
            }
        }
        return differing;
    }

    /** Moves the stock; what is left goes to a backorder or is given up. */
    void finish(boolean backorder) {
        double producing = number("qty_producing");
        double rest = number("product_qty") - producing;
        for (Row move : raw()) {
            double quantity = recorded(move);
            Stock.release(env, moves, move);
            if (quantity > 0) {
                Stock.add(env, moves.get(move, "product_id"), STOCK, -quantity);
                Stock.add(env, moves.get(move, "product_id"), PRODUCTION, quantity);
            }
            write(move, Map.of("state", quantity > 0 || env.version().is14() ? "done" : "cancel", done, quantity));
        }
        for (Row move : finished()) {
            Stock.add(env, moves.get(move, "product_id"), PRODUCTION, -producing);
            Stock.add(env, moves.get(move, "product_id"), STOCK, producing);
            write(move, Map.of("state", "done", done, producing));
        }
        if (rest > ENOUGH && backorder) {
            backorder(rest);
            write(Map.of("product_qty", producing, "name", value("name") + "-001", "backorder_sequence", 1));
        }
        write(Map.of("state", "done", "date_finished", env.stamp()));
    }

    private void backorder(double rest) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "product_id", value("product_id"), "product_qty", rest, "product_uom_id", value("product_uom_id")));
        values.put("name", value("name") + "-002");
        values.put("origin", value("origin"));
        values.put("backorder_sequence", 2);
        int other =
                new Writer(env.with(Map.of()), orders).create(List.of(values)).get(0);
        Manufacture more = new Manufacture(env, other);
        if (more.finished().isEmpty()) {
            more.makeMoves();
        }
        more.confirm();
    }

    void cancel() {
        if ("done".equals(value("state"))) {
            throw OdooException.user("You cannot cancel a manufacturing order that is already done.");
        }
        raw().forEach(move -> {
            Stock.release(env, moves, move);
            write(move, Map.of("state", "cancel"));
        });
        finished().forEach(move -> write(move, Map.of("state", "cancel")));
        write(Map.of("state", "cancel"));
    }
}
