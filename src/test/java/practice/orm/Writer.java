package practice.orm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import practice.store.Row;
import practice.store.Table;

/** create, write and unlink, with the checks of Odoo and of PostgreSQL below it. */
public final class Writer {
    /** Columns of the server: what a caller gives for them is dropped without a word. */
    private static final Set<String> KEPT = Set.of("id", "create_uid", "create_date", "write_uid", "write_date");

    private final Env env;
    private final Model model;
    private final Table table;

    public Writer(Env env, Model model) {
        this.env = env;
        this.model = model;
        this.table = env.table(model.name());
    }

    /** All or nothing; ids in the order given. */
    public List<Integer> create(List<Map<String, Object>> many) {
        return create(many, table::nextId);
    }

    /** Creates one record under an id of the caller's choice, which must be free. */
    public void createAt(int id, Map<String, Object> values) {
        create(List.of(values), () -> id);
    }

    private List<Integer> create(List<Map<String, Object>> many, IntSupplier ids) {
        env.check(model, Operation.CREATE);
        List<Row> rows = new ArrayList<>();
        Lines lines = new Lines(env, model);
        for (Map<String, Object> values : many) {
            checkNames(values, true);
            Map<String, Object> given = model.given(env, values, true);
            Row row = model.newRow(ids.getAsInt());
            model.defaults(env).forEach((name, value) -> model.set(row, name, value));
            model.fields().stream()
                    .filter(field -> field.type() == FieldType.BOOLEAN && field.column() >= 0)
                    .filter(field -> row.get(field.column()) == null)
                    .forEach(field -> row.set(field.column(), false));
            fill(row, given);
            for (String stamp : List.of("create", "write")) {
                model.set(row, stamp + "_uid", env.user().uid());
                model.set(
                        row, stamp + "_date", given.get(stamp + "_date") instanceof Instant when ? when : env.stamp());
            }
            model.compute(env, row, null);
            References.check(env, model, row);
            table.put(row);
            rows.add(row);
            lines.write(row.id(), given);
            model.written(env, row, given);
        }
        model.validate(env, rows);
        rows.forEach(row -> model.changed(env, null, row));
        Automation.created(env, model, rows);
        return rows.stream().map(Row::id).toList();
    }

    public void write(List<Integer> ids, Map<String, Object> values) {
        env.check(model, Operation.WRITE);
        for (int id : ids) {
            if (table.get(id) == null) {
                throw env.version().is19() ? missing(id) : deleted(id);
            }
        }
        checkNames(values, false);
        Map<String, Object> given = model.given(env, values, false);
        if (given.isEmpty()) {
            return;
        }
        Map<Row, Row> changes = new LinkedHashMap<>();
        Lines lines = new Lines(env, model);
        for (int id : ids) {
            Row before = table.get(id);
            Row row = before.copy();
            fill(row, given);
            stamp(row, given.get("write_date"));
            model.compute(env, row, before);
            References.check(env, model, row);
            table.put(row);
            changes.put(before, row);
            lines.write(id, given);
            model.written(env, row, given);
        }
        model.validate(env, new ArrayList<>(changes.values()));
        changes.forEach((before, after) -> model.changed(env, before, after));
        Automation.written(env, model, changes);
    }

    public void unlink(List<Integer> ids) {
        env.check(model, Operation.UNLINK);
        List<Row> gone = new ArrayList<>();
        for (int id : ids) {
            Row row = table.get(id);
            if (row == null) {
                if (env.version().is14()) {
                    continue;
                }
                throw missing(id);
            }
            model.checkUnlink(env, row);
            References.release(env, model, id);
            table.remove(id);
            gone.add(row);
        }
        Automation.unlinked(env, model, gone);
    }

    private OdooException missing(int id) {
        return OdooException.missing(model.name(), id, env.user().uid());
    }

    /** What 14 says of it. */
    private OdooException deleted(int id) {
        return new OdooException(
                "odoo.exceptions.MissingError",
                "One of the documents you are trying to access has been deleted, please try again after refreshing."
                        + "\n\n(Document type: " + model.name() + ", Operation: write, Records: [" + id + "], User: "
                        + env.user().uid() + ")",
                404);
    }

    private void stamp(Row row, Object given) {
        model.set(row, "write_uid", env.user().uid());
        model.set(row, "write_date", given instanceof Instant when ? when : env.stamp());
    }

    private void fill(Row row, Map<String, Object> given) {
        given.forEach((name, value) -> {
            Field field = model.field(name);
            if (field != null && !KEPT.contains(name) && field.column() >= 0) {
                row.set(field.column(), Values.convert(model, field, value, row.get(field.column())));
            }
        });
    }

    private void checkNames(Map<String, Object> given, boolean create) {
        for (String name : given.keySet()) {
            if (model.field(name) == null) {
                if (env.version().is14()) {
                    throw OdooException.value("Invalid field '" + name + "' on model '" + model.name() + "'");
                }
                throw create
                        ? OdooException.value("Invalid field '" + name + "' in '" + model.name() + "'")
                        : OdooException.builtin("KeyError", name);
            }
        }
    }
}
