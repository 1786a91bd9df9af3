package practice.orm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import practice.store.Row;
import practice.store.Table;

/** Who calls, in which context, and when the transaction began. */
public final class Env {
    private final Database database;
    private final User user;
    private final Map<String, Object> context;
    private final Instant stamp;

    public Env(Database database, User user, Map<String, Object> context, Instant stamp) {
        this.database = database;
        this.user = user;
        this.context = context;
        this.stamp = stamp;
    }

    public Database database() {
        return database;
    }

    public Version version() {
        return database.version();
    }

    public User user() {
        return user;
    }

    public Map<String, Object> context() {
        return context;
    }

    /** The start of the transaction, which becomes {@code write_date}. */
    public Instant stamp() {
        return stamp;
    }

    public boolean activeTest() {
        return Python.truthy(context.getOrDefault("active_test", true));
    }

    public Env with(Map<String, Object> other) {
        return new Env(database, user, other, stamp);
    }

    /** Null when there is no such model. */
    public Model model(String name) {
        return database.model(name);
    }

    public Table table(String model) {
        return database.store().table(model(model).table());
    }

    /** Null when there is no such record, or nothing to look for. */
    public Row row(String model, Object id) {
        return id == null || model(model) == null ? null : table(model).get((Integer) id);
    }

    /** A field of a record by id; null when the record or the value is missing. */
    public Object value(String model, Object id, String field) {
        Row row = row(model, id);
        return row == null ? null : model(model).field(field).value(this, row);
    }

    /** A related value in one step: {@code related("product.template", row, model.field("product_tmpl_id"), "name")}. */
    public Object related(Row row, Field many2one, String field) {
        return value(many2one.relation(), many2one.value(this, row), field);
    }

    public String displayName(String model, int id) {
        Row row = row(model, id);
        return row == null
                ? model + "," + id
                : (String) model(model).field("display_name").value(this, row);
    }

    List<Integer> inverseIds(Field one2many, int id) {
        Model comodel = model(one2many.relation());
        if (comodel == null || comodel.field(one2many.inverse()) == null) {
            return List.of();
        }
        Table table = table(comodel.name());
        Field active = comodel.field("active");
        List<Integer> ids = new ArrayList<>();
        for (int other : table.having(comodel.field(one2many.inverse()).column(), id)) {
            if (active == null || !activeTest() || Boolean.TRUE.equals(active.value(this, table.get(other)))) {
                ids.add(other);
            }
        }
        return ids;
    }

    void check(Model model, Operation operation) {
        if (!user.rights().allows(model.name(), operation)) {
            refuse(model, operation);
        }
    }

    /** Says no, in Odoo's words. */
    public void refuse(Model model, Operation operation) {
        throw OdooException.access("You are not allowed to " + operation.verb() + " '" + model.label() + "' ("
                + model.name() + ") records.\n\nThis operation is allowed for the following groups:\n\t- "
                + model.group()
                + "\n\nContact your administrator to request access if necessary.");
    }
}
