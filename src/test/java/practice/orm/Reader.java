package practice.orm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import practice.store.Row;

/** Turns rows into what {@code read} answers: {@code false} for nothing, {@code [id, name]} pairs, whole seconds. */
final class Reader {
    private final Env env;
    private final List<Field> fields = new ArrayList<>();
    private final boolean pairs;
    private final Map<String, Map<Integer, List<Object>>> named = new HashMap<>();

    /** @param wanted names of fields, null or empty for all; @param load {@code _classic_read}, or anything else for bare ids */
    Reader(Env env, Model model, Object wanted, Object load) {
        this.env = env;
        this.pairs = "_classic_read".equals(load);
        Collection<?> names = wanted instanceof Collection<?> some && !some.isEmpty() ? some : null;
        if (!env.user().rights().allows(model.name(), Operation.READ)) {
            model.checkRead(
                    env,
                    names == null
                            ? model.fields().stream().map(Field::name).toList()
                            : names.stream().map(String::valueOf).toList());
        }
        if (names == null) {
            fields.addAll(model.fields());
            return;
        }
        for (Object name : names) {
            Field field = model.field(String.valueOf(name));
            if (field == null) {
                throw OdooException.value("Invalid field " + Python.repr(name)
                        + env.version().pick(" on '", " on model '") + model.name() + "'");
            }
            if (!field.name().equals("id") && !fields.contains(field)) {
                fields.add(field);
            }
        }
    }

    List<Map<String, Object>> read(List<Row> rows) {
        List<Map<String, Object>> answer = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Map<String, Object> record = new LinkedHashMap<>(fields.size() * 2);
            record.put("id", row.id());
            for (Field field : fields) {
                record.put(field.name(), present(field, field.value(env, row)));
            }
            answer.add(record);
        }
        return answer;
    }

    private Object present(Field field, Object value) {
        if (value == null) {
            return switch (field.type()) {
                case INTEGER, MANY2ONE_REFERENCE -> 0;
                case FLOAT, MONETARY -> 0.0;
                case ONE2MANY, MANY2MANY -> List.of();
                default -> false;
            };
        }
        if (field.type() == FieldType.MANY2ONE && pairs) {
            return named.computeIfAbsent(field.relation(), model -> new HashMap<>())
                    .computeIfAbsent((Integer) value, id -> List.of(id, env.displayName(field.relation(), id)));
        }
        return plain(value);
    }

    static Object plain(Object value) {
        if (value instanceof Instant instant) {
            return Datetimes.format(instant);
        }
        return value instanceof java.time.LocalDate date ? date.toString() : value;
    }
}
