package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;

/** mrp.production without components: orders are confirmed, produced, finished or cancelled. */
final class Production extends Model {
    private final String start;
    private final String finished;

    Production(Version version) {
        super(version, "mrp.production", version.pick("Manufacturing Order", "Production Order"));
        group("Manufacturing/User");
        start = version.pick("date_start", "date_planned_start");
        finished = version.pick("date_finished", "date_planned_finished");
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
                .computed((env, row) -> "done".equals(get(row, "state")) ? get(row, "product_qty") : 0.0);
        datetime(start, version.pick("Start", "Scheduled Date")).required();
        datetime(finished, version.pick("End", "Scheduled End Date"));
        datetime("date_deadline", "Deadline");
        chars("origin", "Source");
        one("user_id", "Responsible", "res.users");
        one("company_id", "Company", "res.company").required();
        order(version.pick("priority desc, date_start asc,id", "priority desc, date_planned_start asc,id"));
        method("action_confirm", (env, ids, args) -> to(env, ids, "confirmed"));
        method("action_cancel", (env, ids, args) -> to(env, ids, "cancel"));
        method("button_mark_done", this::done);
        if (version.is19()) {
            method("action_start", (env, ids, args) -> to(env, ids, "progress"));
            method("set_qty_producing", (env, ids, args) -> null);
        }
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        Map<String, Object> defaults = new HashMap<>(Map.of(
                "state",
                "draft",
                "priority",
                "0",
                "product_qty",
                1.0,
                start,
                env.stamp(),
                "company_id",
                1,
                "user_id",
                env.user().uid()));
        if (version.is19()) {
            defaults.put("product_uom_id", 1);
        }
        return defaults;
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        if (before == null && get(row, "name") == null) {
            set(row, "name", "WH/MO/%05d".formatted(row.id()));
        }
        boolean producing =
                before != null && !before.get(field("qty_producing").column()).equals(get(row, "qty_producing"));
        if (producing && List.of("confirmed", "progress", "to_close").contains(get(row, "state"))) {
            boolean all = (Double) get(row, "qty_producing") >= (Double) get(row, "product_qty");
            set(row, "state", all ? "to_close" : "progress");
        }
        if (get(row, "qty_producing") == null) {
            set(row, "qty_producing", 0.0);
        }
    }

    @Override
    public void checkUnlink(Env env, Row row) {
        if ("done".equals(get(row, "state"))) {
            throw OdooException.user("You cannot cancel a manufacturing order that is already done.");
        }
    }

    private Object to(Env env, List<Integer> ids, String state) {
        for (int id : ids) {
            if ("cancel".equals(state) && "done".equals(env.value(name(), id, "state"))) {
                throw OdooException.user("You cannot cancel a manufacturing order that is already done.");
            }
        }
        new Writer(env, this).write(ids, Map.of("state", state));
        return true;
    }

    private Object done(Env env, List<Integer> ids, Map<String, Object> args) {
        for (int id : ids) {
            Object quantity = env.value(name(), id, "product_qty");
            new Writer(env, this).write(List.of(id), Map.of("qty_producing", quantity, finished, env.stamp()));
            new Writer(env, this).write(List.of(id), Map.of("state", "done"));
        }
        return true;
    }
}
