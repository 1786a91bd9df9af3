package practice.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.FieldType;
import practice.orm.OdooException;
import practice.orm.Python;
import practice.store.Row;

/**
 * Conditions on dates and datetimes. 19 compares whole seconds ({@code > S} means from the next second on); 14 hands
 * the text to PostgreSQL, which compares the microseconds that it keeps and never shows.
 */
final class Temporal {
    private final Env env;
    private final Field field;
    private final String condition;

    Temporal(Env env, Field field, String condition) {
        this.env = env;
        this.field = field;
        this.condition = condition;
    }

    Predicate<Row> matches(String op, Object value, boolean negated) {
        Predicate<Object> test = test(op, value);
        boolean ordering = op.startsWith("<") || op.startsWith(">");
        boolean nothingToo = env.version().is19();
        return row -> {
            Object is = field.value(env, row);
            if (negated && ordering && is == null) {
                return nothingToo;
            }
            return test.test(is) != negated;
        };
    }

    private Predicate<Object> test(String op, Object value) {
        switch (op) {
            case "=", "in" -> {
                return among(op, value);
            }
            case "!=", "not in" -> {
                return among(op, value).negate();
            }
            case ">", ">=", "<", "<=" -> {
                if (!Python.truthy(value)) {
                    return is -> false;
                }
                Instant bound = bound(op, value);
                return is -> is != null && Scalar.holds(op, comparable(is).compareTo(bound));
            }
            default -> throw OdooException.value("Invalid operator in condition " + condition);
        }
    }

    private Predicate<Object> among(String op, Object value) {
        List<Instant> instants = new ArrayList<>();
        boolean nothing = false;
        for (Object item : Domain.list(value)) {
            if (Python.truthy(item)) {
                instants.add(bound(op, item));
            } else {
                nothing = true;
            }
        }
        boolean matchNothing = nothing;
        return is -> is == null ? matchNothing : instants.contains(comparable(is));
    }

    /** What the database compares: the stored microseconds on 14, the second on 19. */
    private Instant comparable(Object is) {
        if (is instanceof LocalDate date) {
            return date.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return env.version().is19() ? ((Instant) is).truncatedTo(ChronoUnit.SECONDS) : (Instant) is;
    }

    private Instant bound(String op, Object value) {
        String text = String.valueOf(value);
        boolean dateOnly = text.length() == 10;
        try {
            if (dateOnly || field.type() == FieldType.DATE) {
                LocalDate date = LocalDate.parse(text.substring(0, 10));
                boolean endOfDay = field.type() == FieldType.DATETIME && (op.equals(">") || op.equals("<="));
                LocalTime time = endOfDay ? LocalTime.MAX.truncatedTo(ChronoUnit.MICROS) : LocalTime.MIN;
                return whole(date.atTime(time).toInstant(ZoneOffset.UTC));
            }
            if (text.matches(".*(Z|[+-]\\d{2}:?\\d{2})")) {
                if (env.version().is19()) {
                    throw OdooException.value("expecting only datetimes with no timezone: " + Python.repr(text));
                }
                text = text.replaceAll("(Z|[+-]\\d{2}:?\\d{2})$", "");
            }
            return whole(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | StringIndexOutOfBoundsException e) {
            throw env.version()
                    .pick(
                            OdooException.value("Invalid term " + Python.repr(value) + " in expression date: "
                                    + Python.repr(value)),
                            OdooException.postgres(
                                    "InvalidDatetimeFormat",
                                    "invalid input syntax for type timestamp: \"" + value + "\"\nLINE 1: ...\n"));
        }
    }

    private Instant whole(Instant instant) {
        return env.version().is19() ? instant.truncatedTo(ChronoUnit.SECONDS) : instant;
    }
}
