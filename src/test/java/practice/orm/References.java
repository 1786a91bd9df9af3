package practice.orm;

import java.util.ArrayList;
import java.util.List;
import practice.store.Row;
import practice.store.Table;

/** NOT NULL and foreign keys, and what Odoo says when PostgreSQL refuses. */
final class References {
    private References() {}

    static void check(Env env, Model model, Row row) {
        for (Field field : model.fields()) {
            if (field.column() < 0) {
                continue;
            }
            Object value = row.get(field.column());
            if (value == null) {
                if (field.isRequired() && field.isStored()) {
                    throw required(env, model, field);
                }
            } else if (field.type() == FieldType.MANY2ONE
                    && !field.name().endsWith("_uid")
                    && env.model(field.relation()) != null) {
                boolean itself = field.relation().equals(model.name()) && value.equals(row.id());
                if (!itself && env.row(field.relation(), value) == null) {
                    throw inUse(env, model, field);
                }
            }
        }
    }

    /** Lets go of a record that is deleted, or refuses when a required field holds it. */
    static void release(Env env, Model deleted, int id) {
        for (Model model : env.database().models()) {
            for (Field field : model.fields()) {
                if (field.column() < 0
                        || field.type() != FieldType.MANY2ONE
                        || !deleted.name().equals(field.relation())) {
                    continue;
                }
                Table table = env.table(model.name());
                List<Integer> holders = new ArrayList<>(table.having(field.column(), id));
                for (int holder : holders) {
                    if (field.isRequired()) {
                        throw inUse(env, model, field);
                    }
                    Row row = table.get(holder).copy();
                    row.set(field.column(), null);
                    table.put(row);
                }
            }
        }
    }

    private static OdooException inUse(Env env, Model model, Field field) {
        String table = model.name().replace('.', '_');
        return OdooException.validation(env.version()
                .pick(
                        "The operation cannot be completed: Another model is using the record you are trying to delete.\n\n"
                                + "The troublemaker is: '" + model.label() + "' (" + model.name() + ")\n"
                                + "Thanks to the following constraint: '" + field.label() + "' (" + field.name() + ")\n"
                                + "How about archiving the record instead?",
                        "The operation cannot be completed: another model requires the record being deleted."
                                + " If possible, archive it instead.\n\nModel: " + model.label() + " (" + model.name()
                                + "), Constraint: " + table + "_" + field.name() + "_fkey"));
    }

    static OdooException required(Env env, Model model, Field field) {
        return OdooException.validation(env.version()
                .pick(
                        "The operation cannot be completed: Missing required value for the field '" + field.label()
                                + "' (" + field.name() + ").\nModel: '" + model.label() + "' (" + model.name() + ")\n"
                                + "- create/update: a mandatory field is not set\n"
                                + "- delete: another model requires the record being deleted, you can archive it instead\n",
                        "The operation cannot be completed:\n- Create/update: a mandatory field is not set.\n"
                                + "- Delete: another model requires the record being deleted. If possible, archive it"
                                + " instead.\n\nModel: " + model.label() + " (" + model.name() + "), Field: "
                                + field.label() + " (" + field.name() + ")"));
    }
}
