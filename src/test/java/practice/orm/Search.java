package practice.orm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import practice.domain.Domain;
import practice.store.Row;

/** search: domain, archived records, order, offset and limit. */
public final class Search {
    private Search() {}

    /** @param limit 0, false and null mean no limit; @param order null or false for the model's own */
    public static List<Row> rows(Env env, Model model, Object domain, Object offset, Object limit, Object order) {
        if (!env.user().rights().allows(model.name(), Operation.READ)) {
            model.checkRead(env, List.of());
        }
        checkLanguage(env);
        Predicate<Row> matches = Domain.compile(env, model, domain);
        List<Row> found = new ArrayList<>();
        for (Row row : candidates(env, model)) {
            if (matches.test(row)) {
                found.add(row);
            }
        }
        int from = Math.min(number(offset), found.size());
        String by = Python.truthy(order) ? order.toString() : model.order();
        new Ordering(env, model, by, from).sort(found);
        int size = number(limit);
        int to = size == 0 ? found.size() : Math.min(found.size(), from + size);
        return new ArrayList<>(found.subList(from, to));
    }

    private static Collection<Row> candidates(Env env, Model model) {
        return env.table(model.name()).all();
    }

    private static int number(Object value) {
        if (!Python.truthy(value)) {
            return 0;
        }
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw OdooException.postgres(
                "InvalidTextRepresentation", "invalid input syntax for type bigint: \"" + value + "\"\nLINE 1: ...\n");
    }

    static void checkLanguage(Env env) {
        Object language = env.context().get("lang");
        if (env.version().is19() && Python.truthy(language) && !"en_US".equals(language)) {
            throw OdooException.user("Invalid language code: " + language);
        }
    }
}
