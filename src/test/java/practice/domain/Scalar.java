package practice.domain;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.FieldType;
import practice.orm.OdooException;
import practice.orm.Python;
import practice.store.Row;

/** Conditions on text, numbers and booleans, with SQL's idea of nothing as Odoo bends it. */
final class Scalar {
    private final Env env;
    private final Field field;
    private final Object falsy;

    Scalar(Env env, Field field) {
        this.env = env;
        this.field = field;
        this.falsy = falsy();
    }

    /** What nothing is equal to: on 19 the empty text and zero, on 14 nothing. */
    private Object falsy() {
        if (env.version().is14() || field.name().equals("id") || field.type() == FieldType.BOOLEAN) {
            return null;
        }
        return field.type().isNumber() ? (Object) 0.0 : "";
    }

    Predicate<Row> matches(String op, Object value, boolean negated) {
        Function<Row, Object> of = row -> field.value(env, row);
        Predicate<Object> test =
                switch (op) {
                    case "=", "in" -> among(value);
                    case "!=", "not in" -> among(value).negate();
                    case "like", "ilike", "=like", "=ilike" -> pattern(op, value);
                    case "not like", "not ilike" ->
                        pattern(op.substring(4), value).negate();
                    default -> comparison(op, value);
                };
        boolean comparing = op.startsWith("<") || op.startsWith(">");
        if (comparing) {
            return row -> {
                Object is = of.apply(row) == null ? falsy : of.apply(row);
                return is != null && test.test(is) != negated;
            };
        }
        return row -> test.test(of.apply(row)) != negated;
    }

    private Predicate<Object> among(Object value) {
        Set<Object> values = new HashSet<>();
        boolean nothing = false;
        for (Object item : Domain.list(value)) {
            if (field.type() == FieldType.BOOLEAN) {
                values.add(Python.truthy(item));
            } else if (item == null || Boolean.FALSE.equals(item)) {
                nothing = true;
            } else {
                values.add(typed(item));
            }
        }
        if (field.type() == FieldType.BOOLEAN) {
            return is -> values.contains(Boolean.TRUE.equals(is));
        }
        if (nothing && falsy != null) {
            values.add(falsy);
        }
        boolean matchNothing = nothing;
        return is -> {
            Object compared = is == null ? falsy : is;
            return compared == null
                    ? matchNothing
                    : values.contains(compared instanceof Number number ? number.doubleValue() : compared);
        };
    }

    private Object typed(Object item) {
        if (!field.type().isNumber()) {
            return item instanceof String ? item : Python.repr(item);
        }
        boolean serial = field.name().equals("id") || env.version().is14();
        if (serial && item instanceof String text && !text.strip().matches("-?\\d+")) {
            throw OdooException.postgres(
                    "InvalidTextRepresentation",
                    "invalid input syntax for type integer: \"" + text + "\"\nLINE 1: ...\n");
        }
        return field.type() == FieldType.INTEGER || field.type() == FieldType.MANY2ONE_REFERENCE
                ? Python.integer(item).doubleValue()
                : Python.decimal(item);
    }

    private Predicate<Object> comparison(String op, Object value) {
        if (field.type() == FieldType.BOOLEAN) {
            boolean bound = Python.truthy(value);
            return is -> holds(op, Boolean.compare(Boolean.TRUE.equals(is), bound));
        }
        if (value == null || Boolean.FALSE.equals(value)) {
            return field.type().isNumber() ? comparison(op, 0) : is -> false;
        }
        if (field.type().isNumber()) {
            double bound = (Double) typed(value);
            return is -> is != null && holds(op, Double.compare(((Number) is).doubleValue(), bound));
        }
        String bound = String.valueOf(value);
        return is -> is != null && holds(op, is.toString().compareTo(bound));
    }

    static boolean holds(String op, int comparison) {
        return switch (op) {
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            default -> throw new IllegalArgumentException(op);
        };
    }

    /** {@code %} and {@code _} are wildcards in the value, too: Odoo does not escape them. */
    private static Predicate<Object> pattern(String op, Object value) {
        if (!Python.truthy(value)) {
            return is -> !op.startsWith("=") || is == null;
        }
        String like = op.startsWith("=") ? String.valueOf(value) : "%" + value + "%";
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            if (c == '\\' && i + 1 < like.length()) {
                regex.append(Pattern.quote(String.valueOf(like.charAt(++i))));
            } else {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        int flags = Pattern.DOTALL | (op.endsWith("ilike") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        Pattern pattern = Pattern.compile(regex.toString(), flags);
        return is -> is != null && pattern.matcher(is.toString()).matches();
    }
}
