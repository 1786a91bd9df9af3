package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.store.Row;

/** mrp.production: orders are confirmed, started, recorded, finished or cancelled by buttons; see {@link Manufacture}. */
final class Production extends Model {
    private static final List<String> OPEN = List.of("confirmed", "progress", "to_close");

    private final String start;

    Production(Version version) {
        super(version, "mrp.production", version.pick("Manufacturing Order", "Production Order"));
        group("Manufacturing/User");
        start = version.pick("date_start", "date_planned_start");
        chars("name", "Reference").readonly().indexed();
        choice(
                        "state",
                        "State",
                        "draft",
                        "Draft",
                        "confirmed",
                        "Confirmed",
                        "progress",
                        "In Progress",
                        "to_close",
                        "To Close",
                        "done",
                        "Done",
                        "cancel",
                        "Cancelled")
                .readonly();
        choice("priority", "Priority", "0", "Normal", "1", "Urgent");
        one("product_id", "Product", "product.product").required();
        decimal("product_qty", "Quantity To Produce").required();
        one("product_uom_id", version.pick("Unit", "Product Unit of Measure"), "uom.uom")
                .required();
        decimal("qty_producing", "Quantity Producing");
        decimal("qty_produced", "Quantity Produced")
                .computed((env, row) -> "done".equals(get(row, "state")) ? get(row, "qty_producing") : 0.0);
        datetime(start, version.pick("Start", "Scheduled Date")).required();
        datetime("date_finished", version.pick("End", "End Date"));
        if (version.is14()) {
            datetime("date_start", "Start Date").readonly();
            datetime("date_planned_finished", "Scheduled End Date");
        }
        datetime("date_deadline", "Deadline");
        chars("origin", "Source").indexed();
        integer("backorder_sequence", "Backorder Sequence");
        one("user_id", "Responsible", "res.users");
        one("company_id", "Company", "res.company").required();
        one("bom_id", "Bill of Material", "mrp.bom");
        one("location_src_id", "Components Location", "stock.location");
        one("location_dest_id", "Finished Products Location", "stock.location");
        lines("move_raw_ids", "Components", "stock.move", "raw_material_production_id");
        lines("move_finished_ids", "Finished Products", "stock.move", "production_id");
        chars("consumption", "Consumption").computed((env, row) -> {
            Object policy = env.related(row, field("bom_id"), "consumption");
            return policy == null ? "flexible" : policy;
        });
        chars("reservation_state", "MO Readiness").computed(this::readiness);
        order(version.pick("priority desc, date_start asc,id", "priority desc, date_planned_start asc,id"));
        method("action_confirm", (env, ids, args) -> each(env, ids, Manufacture::confirm));
        method("action_assign", (env, ids, args) -> each(env, ids, Manufacture::assign));
        method("action_cancel", (env, ids, args) -> each(env, ids, Manufacture::cancel));
        method("button_mark_done", (env, ids, args) -> MarkDone.all(env, ids));
        if (version.is19()) {
            method("action_start", (env, ids, args) -> {
                each(env, ids, order -> {
                    if ("confirmed".equals(order.value("state"))) {
                        order.write(Map.of("state", "progress"));
                    }
                });
                return null;
            });
            method("set_qty_producing", (env, ids, args) -> {
                each(env, ids, Manufacture::record);
                return null;
            });
        }
    }

    private static Object each(Env env, List<Integer> ids, java.util.function.Consumer<Manufacture> act) {
        ids.forEach(id -> act.accept(new Manufacture(env, id)));
        return true;
    }

    private Object readiness(Env env, Row row) {
        if (!OPEN.contains(get(row, "state"))) {
            return null;
        }
        Model moves = env.model("stock.move");
        return new Manufacture(env, row.id())
                        .raw().stream().allMatch(move -> "assigned".equals(moves.get(move, "state")))
                ? "assigned"
                : "confirmed";
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        Map<String, Object> defaults = new HashMap<>(
                Map.of("state", "draft", "priority", "0", "product_qty", 1.0, start, env.stamp(), "company_id", 1));
        defaults.put("user_id", env.user().uid());
        defaults.put("backorder_sequence", 0);
        defaults.put("location_src_id", Manufacture.STOCK);
        defaults.put("location_dest_id", Manufacture.STOCK);
        if (version.is19()) {
            defaults.put("product_uom_id", 1);
        }
        return defaults;
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        Object product = get(row, "product_id");
        if (version.is19() && product != null && env.row("product.product", product) == null) {
            throw OdooException.missing("product.product", product, env.user().uid());
        }
        if (get(row, "product_qty") instanceof Double quantity && quantity <= 0) {
            throw OdooException.validation(
                    "The operation cannot be completed: The quantity to produce must be positive!");
        }
        if (before == null && get(row, "name") == null) {
            set(row, "name", "WH/MO/%05d".formatted(row.id()));
        }
        boolean producing =
                before != null && !before.get(field("qty_producing").column()).equals(get(row, "qty_producing"));
        if (producing && OPEN.contains(get(row, "state"))) {
            boolean all = (Double) get(row, "qty_producing") >= (Double) get(row, "product_qty");
            set(row, "state", all ? "to_close" : "progress");
        }
        if (get(row, "qty_producing") == null) {
            set(row, "qty_producing", 0.0);
        }
    }

    /** 19 makes the moves of an order by itself, 14 leaves that to its form. */
    @Override
    public void written(Env env, Row row, Map<String, Object> values) {
        Manufacture order = new Manufacture(env, row.id());
        boolean created = values.containsKey("product_id");
        if (version.is19() && created && order.finished().isEmpty()) {
            order.makeMoves();
        }
    }

    @Override
    public void checkUnlink(Env env, Row row) {
        if ("done".equals(get(row, "state"))) {
            throw OdooException.user("You cannot cancel a manufacturing order that is already done.");
        }
    }
}
