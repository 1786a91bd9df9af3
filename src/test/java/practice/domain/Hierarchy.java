package practice.domain;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Python;
import practice.store.Row;

/** {@code child_of} and {@code parent_of}, along {@code parent_id}; the given records belong to the answer. */
final class Hierarchy {
    private final Env env;
    private final Field field;
    private final Model tree;

    Hierarchy(Env env, Model model, Field field) {
        this.env = env;
        this.field = field;
        this.tree = field.type().isRelation() ? env.model(field.relation()) : model;
        if (tree == null || tree.field("parent_id") == null) {
            throw OdooException.value("Invalid field " + (tree == null ? field.relation() : tree.name())
                    + ".parent_id in condition ('parent_id', 'in', OrderedSet([]))");
        }
    }

    Predicate<Row> matches(String operator, Object value) {
        Set<Integer> start = new HashSet<>();
        for (Object id : Domain.list(value)) {
            if (Python.truthy(id)) {
                start.add(Python.integer(id));
            }
        }
        Set<Integer> ids = operator.endsWith("child_of") ? below(start) : above(start);
        if (field.name().equals("id")) {
            return row -> ids.contains(row.id());
        }
        return Relational.pointing(env, field, ids);
    }

    private Set<Integer> below(Set<Integer> start) {
        Set<Integer> all = new HashSet<>();
        Set<Integer> level = start;
        int parent = tree.field("parent_id").column();
        while (!level.isEmpty()) {
            all.addAll(level);
            Set<Integer> next = new HashSet<>();
            level.forEach(id -> next.addAll(env.table(tree.name()).having(parent, id)));
            next.removeAll(all);
            level = next;
        }
        return all;
    }

    private Set<Integer> above(Set<Integer> start) {
        Set<Integer> all = new HashSet<>();
        for (Object id : start) {
            while (id != null && all.add((Integer) id)) {
                id = env.value(tree.name(), id, "parent_id");
            }
        }
        return all;
    }
}
