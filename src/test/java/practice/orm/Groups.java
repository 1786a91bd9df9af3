package practice.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import practice.store.Row;

/** Grouping by one or more plain fields, with counts, sums and arrays: what integrations use of read_group. */
final class Groups {
    private Groups() {}

    /** {@code formatted_read_group} of 19. */
    static Object formatted(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        List<Object> answer = new ArrayList<>();
        List<String> groupBy = names(args.get("groupby"));
        Map<List<Object>, List<Row>> groups = group(env, model, args.get("domain"), groupBy);
        if (groupBy.isEmpty()) {
            groups.putIfAbsent(List.of(), List.of());
        }
        groups.forEach((key, rows) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            List<Object> extra = new ArrayList<>(groupBy.isEmpty() ? List.of(List.of(1, "=", 1)) : List.of());
            for (int i = 0; i < groupBy.size(); i++) {
                line.put(groupBy.get(i), key.get(i));
                extra.add(List.of(groupBy.get(i), "=", bare(key.get(i))));
            }
            line.put("__extra_domain", extra);
            for (String aggregate : names(args.get("aggregates"))) {
                line.put(aggregate, aggregate(env, model, aggregate, rows));
            }
            answer.add(line);
        });
        return answer;
    }

    /** {@code read_group} of 14. */
    static Object classic(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        List<Object> answer = new ArrayList<>();
        List<String> groupBy = names(args.get("groupby"));
        group(env, model, args.get("domain"), groupBy).forEach((key, rows) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            List<Object> domain = new ArrayList<>(groupBy.size() > 1 ? List.of("&") : List.of());
            for (int i = 0; i < groupBy.size(); i++) {
                line.put(groupBy.get(i), key.get(i));
                domain.add(List.of(groupBy.get(i), "=", bare(key.get(i))));
            }
            for (String aggregate : names(args.get("fields"))) {
                Field field = model.field(aggregate.split(":")[0]);
                if (field != null && field.type().isNumber() && !groupBy.contains(field.name())) {
                    line.put(field.name(), sum(env, model, aggregate, rows));
                }
            }
            line.put(groupBy.size() == 1 ? groupBy.get(0) + "_count" : "__count", rows.size());
            line.put("__domain", domain);
            answer.add(line);
        });
        return answer;
    }

    private static Map<List<Object>, List<Row>> group(Env env, Model model, Object domain, List<String> groupBy) {
        env.check(model, Operation.READ);
        Reader reader = new Reader(env, model, new ArrayList<>(groupBy), "_classic_read");
        String order = groupBy.isEmpty() ? "id" : String.join(",", groupBy) + ",id";
        Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : Search.rows(env, model, domain, 0, null, order)) {
            Map<String, Object> values = reader.read(List.of(row)).get(0);
            List<Object> key = groupBy.stream().map(values::get).toList();
            groups.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    private static Object aggregate(Env env, Model model, String aggregate, List<Row> rows) {
        if (aggregate.equals("__count")) {
            return rows.size();
        }
        Field field = field(model, aggregate);
        if (!aggregate.endsWith(":array_agg")) {
            return sum(env, model, aggregate, rows);
        }
        if (!field.isColumn()) {
            throw OdooException.value(
                    "Cannot convert " + model.name() + "." + field.name() + " to SQL because it is not stored");
        }
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(Reader.plain(field.value(env, row))));
        return values;
    }

    private static Field field(Model model, String aggregate) {
        String name = aggregate.split(":")[0];
        Field field = model.field(name);
        if (field == null) {
            throw OdooException.value(
                    "Invalid field '" + name + "' on model '" + model.name() + "' for '" + aggregate + "'.");
        }
        return field;
    }

    private static Object sum(Env env, Model model, String aggregate, List<Row> rows) {
        Field field = field(model, aggregate);
        double total = 0;
        for (Row row : rows) {
            total += field.value(env, row) instanceof Number number ? number.doubleValue() : 0;
        }
        return field.type() == FieldType.INTEGER ? (Object) (int) total : (Object) total;
    }

    private static Object bare(Object value) {
        return value instanceof List<?> pair ? pair.get(0) : value;
    }

    private static List<String> names(Object given) {
        List<String> names = new ArrayList<>();
        for (Object name : given instanceof List<?> list ? list : given == null ? List.of() : List.of(given)) {
            names.add(String.valueOf(name));
        }
        return names;
    }
}
