package practice.orm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import practice.store.Row;

/**
 * An {@code order}, as PostgreSQL sorts: text by code point, nothing last (first when descending), a many2one by the
 * order of its model. Rows that compare equal come in an order that changes with the offset, as they do in
 * PostgreSQL, so that paging by an order that does not end in {@code id} repeats rows and misses others.
 */
final class Ordering {
    private static final Pattern TERM =
            Pattern.compile("\\s*\"?([a-z0-9_]+)\"?(?:\\s+(asc|desc))?\\s*", Pattern.CASE_INSENSITIVE);
    private static final int DEPTH = 3;

    private record Key(Function<Row, Object> value, boolean descending) {}

    private final List<Key> keys = new ArrayList<>();
    private final int offset;
    private boolean total;

    Ordering(Env env, Model model, String order, int offset) {
        this.offset = offset;
        add(env, model, order, Function.identity(), false, 0);
    }

    private void add(Env env, Model model, String order, Function<Row, Row> path, boolean reversed, int depth) {
        for (String term : order.split(",")) {
            Matcher parts = TERM.matcher(term);
            if (!parts.matches()) {
                throw OdooException.user(
                        "Invalid \"order\" specified (" + order + "). A valid \"order\" specification is a"
                                + " comma-separated list of valid field names (optionally followed by asc/desc for the direction)");
            }
            Field field = model.field(parts.group(1));
            if (field == null) {
                throw OdooException.value(env.version()
                        .pick(
                                "Invalid field '" + parts.group(1) + "' on model '" + model.name() + "'",
                                "Sorting field " + parts.group(1) + " not found on model " + model.name()));
            }
            boolean descending = "desc".equalsIgnoreCase(parts.group(2)) != reversed;
            if (!field.isSortable()) {
                if (env.version().is19()) {
                    throw OdooException.value(
                            "Cannot convert " + model.name() + "." + field.name() + " to SQL because it is not stored");
                }
                continue;
            }
            if (field.type() == FieldType.MANY2ONE && env.model(field.relation()) != null && depth < DEPTH) {
                Model comodel = env.model(field.relation());
                Function<Row, Row> next = row -> {
                    Row from = path.apply(row);
                    return from == null ? null : env.row(comodel.name(), field.value(env, from));
                };
                add(env, comodel, comodel.order(), next, descending, depth + 1);
            } else {
                keys.add(new Key(
                        row -> {
                            Row from = path.apply(row);
                            Object value = from == null ? null : field.value(env, from);
                            return value == null && field.type() == FieldType.BOOLEAN && from != null ? false : value;
                        },
                        descending));
                total |= depth == 0 && field.name().equals("id");
            }
        }
    }

    void sort(List<Row> rows) {
        if (keys.size() == 1 && total && !keys.get(0).descending()) {
            return;
        }
        List<Object[]> lines = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Object[] line = new Object[keys.size() + 1];
            for (int i = 0; i < keys.size(); i++) {
                line[i] = keys.get(i).value().apply(row);
            }
            line[keys.size()] = row;
            lines.add(line);
        }
        lines.sort(comparator());
        for (int i = 0; i < lines.size(); i++) {
            rows.set(i, (Row) lines.get(i)[keys.size()]);
        }
    }

    private Comparator<Object[]> comparator() {
        return (one, other) -> {
            for (int i = 0; i < keys.size(); i++) {
                int result = compare(one[i], other[i]);
                if (result != 0) {
                    return keys.get(i).descending() ? -result : result;
                }
            }
            return Integer.compare(shuffled((Row) one[keys.size()]), shuffled((Row) other[keys.size()]));
        };
    }

    private int shuffled(Row row) {
        int mixed = (row.id() + 31 * offset) * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        return ((Comparable<Object>) one).compareTo(other);
    }
}
