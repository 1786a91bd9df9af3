package practice.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Python;
import practice.orm.Search;
import practice.store.Row;

/** Conditions on many2one, one2many and many2many: ids, names, or nothing. */
final class Relational {
    private final Env env;
    private final Field field;

    Relational(Env env, Field field) {
        this.env = env;
        this.field = field;
    }

    Predicate<Row> matches(String op, Object value) {
        switch (op) {
            case "=", "in" -> {
                return among(Domain.list(value), "=");
            }
            case "!=", "not in" -> {
                return among(Domain.list(value), "=").negate();
            }
            case "like", "ilike", "=like", "=ilike" -> {
                return among(new ArrayList<>(List.of(String.valueOf(value))), op);
            }
            case "not like", "not ilike" -> {
                return among(new ArrayList<>(List.of(String.valueOf(value))), op.substring(4))
                        .negate();
            }
            default -> {
                double bound = Python.decimal(value);
                return row ->
                        field.value(env, row) instanceof Integer id && Scalar.holds(op, Double.compare(id, bound));
            }
        }
    }

    private Predicate<Row> among(List<Object> values, String nameOperator) {
        Set<Integer> ids = new HashSet<>();
        boolean nothing = false;
        for (Object item : values) {
            if (item instanceof String name && !name.isEmpty()) {
                ids.addAll(named(name, nameOperator));
            } else if (!Python.truthy(item)) {
                nothing = true;
            } else {
                ids.add(Python.integer(item));
            }
        }
        Predicate<Row> pointing = pointing(env, field, ids);
        return nothing ? pointing.or(this::isEmpty) : pointing;
    }

    private boolean isEmpty(Row row) {
        Object value = field.value(env, row);
        return value == null || value instanceof List<?> list && list.isEmpty();
    }

    private List<Integer> named(String name, String operator) {
        Model comodel = env.model(field.relation());
        if (comodel == null) {
            throw OdooException.value("no records of " + field.relation() + " in the practice Odoo");
        }
        return Search.rows(
                        env.with(Map.of("active_test", false)),
                        comodel,
                        List.of(List.of("display_name", operator, name)),
                        0,
                        0,
                        "id")
                .stream()
                .map(Row::id)
                .toList();
    }

    static Predicate<Row> pointing(Env env, Field field, Set<Integer> ids) {
        if (field.type() == FieldType.MANY2ONE) {
            return row -> {
                Object id = field.value(env, row);
                return id != null && ids.contains(id);
            };
        }
        Env all = env.with(Map.of("active_test", false));
        return row ->
                field.value(all, row) instanceof List<?> list && list.stream().anyMatch(ids::contains);
    }
}
