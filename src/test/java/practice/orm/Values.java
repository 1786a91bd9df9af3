package practice.orm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns what a caller gives to create and write into what is stored. */
final class Values {
    private Values() {}

    /** A value of any field but a one2many; {@code before} is the stored value, which x2many commands change. */
    static Object convert(Model model, Field field, Object given, Object before) {
        if (field.type() == FieldType.BOOLEAN) {
            return Python.truthy(given);
        }
        if (given == null || Boolean.FALSE.equals(given)) {
            return field.type() == FieldType.MANY2MANY ? List.of() : null;
        }
        return switch (field.type()) {
            case CHAR, TEXT, HTML, BINARY -> text(given);
            case SELECTION -> choice(model, field, given);
            case INTEGER, MANY2ONE_REFERENCE -> Python.integer(given);
            case FLOAT, MONETARY -> Python.decimal(given);
            case DATE ->
                given instanceof LocalDate date ? date : emptyOr(given) == null ? null : Datetimes.date(text(given));
            case DATETIME ->
                given instanceof Instant instant
                        ? Datetimes.micros(instant)
                        : emptyOr(given) == null ? null : Datetimes.parse(text(given));
            case MANY2ONE -> many2one(given);
            case MANY2MANY -> commands(given, before);
            default -> throw new IllegalStateException(field.name());
        };
    }

    private static Object emptyOr(Object given) {
        return "".equals(given) ? null : given;
    }

    private static String text(Object given) {
        String text = given instanceof String string ? string : Python.repr(given);
        if (text.indexOf('\0') >= 0) {
            throw OdooException.value("A string literal cannot contain NUL (0x00) characters.");
        }
        return text;
    }

    private static Object choice(Model model, Field field, Object given) {
        String key = text(given);
        if (!key.isEmpty() && !field.allows(key)) {
            throw OdooException.value(
                    "Wrong value for " + model.name() + "." + field.name() + ": " + Python.repr(given));
        }
        return key.isEmpty() ? null : key;
    }

    /** An id, a numeric string, an {@code [id, name]} pair. */
    private static Object many2one(Object given) {
        if (given instanceof Collection<?> pair) {
            return pair.isEmpty() ? null : many2one(pair.iterator().next());
        }
        Integer id = Python.integer(given);
        return id == 0 ? null : id;
    }

    @SuppressWarnings("unchecked")
    private static Object commands(Object given, Object before) {
        Set<Integer> ids = new LinkedHashSet<>(before == null ? List.of() : (List<Integer>) before);
        for (Object item : (Collection<?>) given) {
            if (item instanceof Number id) {
                ids.add(id.intValue());
                continue;
            }
            List<?> command = (List<?>) item;
            switch (Python.integer(command.get(0))) {
                case 2, 3 -> ids.remove(Python.integer(command.get(1)));
                case 4 -> ids.add(Python.integer(command.get(1)));
                case 5 -> ids.clear();
                case 6 -> {
                    ids.clear();
                    ((Collection<?>) command.get(2)).forEach(id -> ids.add(Python.integer(id)));
                }
                default -> throw OdooException.value("Unsupported x2many command " + command);
            }
        }
        return new ArrayList<>(ids);
    }
}
