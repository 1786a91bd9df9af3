package practice.domain;

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

/** One triple of a domain. */
final class Condition {
    private static final Map<String, String> OPPOSITE = Map.ofEntries(
            Map.entry("=", "!="),
            Map.entry("!=", "="),
            Map.entry("<>", "="),
            Map.entry("in", "not in"),
            Map.entry("not in", "in"),
            Map.entry("like", "not like"),
            Map.entry("not like", "like"),
            Map.entry("ilike", "not ilike"),
            Map.entry("not ilike", "ilike"),
            Map.entry(">", "<="),
            Map.entry("<=", ">"),
            Map.entry("<", ">="),
            Map.entry(">=", "<"),
            Map.entry("=like", "not =like"),
            Map.entry("=ilike", "not =ilike"),
            Map.entry("child_of", "not child_of"),
            Map.entry("parent_of", "not parent_of"),
            Map.entry("=?", "not =?"));

    private final Env env;
    private final Model model;
    private final String path;
    private final String operator;
    private final Object value;

    Condition(Env env, Model model, String path, String operator, Object value) {
        this.env = env;
        this.model = model;
        this.path = path;
        this.operator = operator.toLowerCase();
        this.value = value;
        if (!OPPOSITE.containsKey(this.operator)) {
            throw env.version()
                    .pick(
                            OdooException.value("Invalid operator in condition " + text(path)),
                            OdooException.value("Invalid leaf " + text(path)));
        }
    }

    Predicate<Row> compile(boolean negated) {
        int dot = path.indexOf('.');
        Field field = model.field(dot < 0 ? path : path.substring(0, dot));
        if (field == null) {
            throw unknown(dot < 0 ? path : path.substring(0, dot));
        }
        if (dot >= 0 && !field.type().isRelation()) {
            throw OdooException.value(
                    "Invalid field property '" + path.substring(dot + 1) + "' on " + model.name() + "." + field.name());
        }
        if (!field.isSearchable()) {
            if (env.version().is14()) {
                return row -> true;
            }
            throw OdooException.value(
                    "Cannot convert " + model.name() + "." + field.name() + " to SQL because it is not stored");
        }
        Predicate<Row> matches;
        if (dot >= 0) {
            matches = through(field, List.of(path.substring(dot + 1), operator, value == null ? false : value));
            return negated ? matches.negate() : matches;
        }
        if (operator.equals("=?") && !Python.truthy(value)) {
            return row -> !negated;
        }
        return leaf(field, operator.equals("=?") ? "=" : operator.equals("<>") ? "!=" : operator, negated);
    }

    private Predicate<Row> leaf(Field field, String op, boolean negated) {
        if (op.endsWith("child_of") || op.endsWith("parent_of")) {
            Predicate<Row> matches = new Hierarchy(env, model, field).matches(op, value);
            return negated ? matches.negate() : matches;
        }
        if (field.type().isRelation()) {
            Predicate<Row> matches = new Relational(env, field).matches(op, value);
            return negated ? matches.negate() : matches;
        }
        if (field.type() == FieldType.DATETIME || field.type() == FieldType.DATE) {
            return new Temporal(env, field, text(field.name())).matches(op, value, negated);
        }
        return new Scalar(env, field).matches(op, value, negated);
    }

    /** {@code country_id.code}: the records of the other model first, then those that point to one of them. */
    private Predicate<Row> through(Field field, List<?> rest) {
        Model comodel = env.model(field.relation());
        if (comodel == null) {
            throw OdooException.value("Invalid field " + field.relation() + "." + rest.get(0));
        }
        boolean all = field.type() == FieldType.MANY2ONE;
        Env there = all ? env.with(Map.of("active_test", false)) : env.with(Map.of());
        Set<Integer> ids = new HashSet<>();
        Search.rows(there, comodel, List.of(rest), 0, 0, "id").forEach(row -> ids.add(row.id()));
        return Relational.pointing(env, field, ids);
    }

    private OdooException unknown(String name) {
        return OdooException.value("Invalid field " + model.name() + "." + name
                + env.version().pick(" in condition ", " in leaf ") + text(path));
    }

    private String text(String left) {
        return "(" + Python.repr(left) + ", " + Python.repr(operator) + ", " + Python.repr(value) + ")";
    }
}
