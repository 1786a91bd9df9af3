package practice.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Python;
import practice.store.Row;

/** A domain in Odoo's prefix notation: {@code &}, {@code |}, {@code !} and triples, {@code &} between by default. */
public final class Domain {
    private final Env env;
    private final Model model;
    private boolean namesActive;

    private Domain(Env env, Model model) {
        this.env = env;
        this.model = model;
    }

    /** With archived records left out, unless the domain or the context speaks of them. */
    public static Predicate<Row> compile(Env env, Model model, Object given) {
        Domain domain = new Domain(env, model);
        Predicate<Row> matches = domain.parse(items(given));
        boolean archive = model.field("active") != null && env.activeTest() && !domain.namesActive;
        if (!archive) {
            return matches;
        }
        Field active = model.field("active");
        return row -> Boolean.TRUE.equals(active.value(env, row)) && matches.test(row);
    }

    private static List<?> items(Object given) {
        if (!Python.truthy(given)) {
            return List.of();
        }
        if (given instanceof List<?> list) {
            return list;
        }
        throw OdooException.builtin("TypeError", "Domain() invalid argument type for domain: " + Python.repr(given));
    }

    /** From the end, as Odoo does; a {@code !} is carried down to the triples. */
    private Predicate<Row> parse(List<?> items) {
        Deque<Node> stack = new ArrayDeque<>();
        for (int i = items.size() - 1; i >= 0; i--) {
            Object item = items.get(i);
            if ("!".equals(item)) {
                need(stack, 1, items);
                Node operand = stack.pop();
                stack.push(negated -> operand.compile(!negated));
            } else if ("&".equals(item) || "|".equals(item)) {
                need(stack, 2, items);
                stack.push(join("&".equals(item), stack.pop(), stack.pop()));
            } else {
                stack.push(condition(item));
            }
        }
        Node whole = negated -> row -> !negated;
        for (Node node : stack) {
            whole = join(true, whole, node);
        }
        return whole.compile(false);
    }

    private static Node join(boolean and, Node left, Node right) {
        return negated -> {
            Predicate<Row> one = left.compile(negated);
            Predicate<Row> other = right.compile(negated);
            return and != negated ? one.and(other) : one.or(other);
        };
    }

    private void need(Deque<Node> stack, int operands, List<?> items) {
        if (stack.size() < operands) {
            throw env.version()
                    .pick(
                            OdooException.value("Domain() malformed domain " + Python.repr(items)),
                            OdooException.builtin("IndexError", "pop from empty list"));
        }
    }

    private Node condition(Object item) {
        if (!(item instanceof List<?> triple) || triple.size() != 3) {
            throw env.version()
                    .pick(
                            OdooException.value("Domain() invalid item in domain: " + Python.repr(item)),
                            OdooException.value("Invalid leaf " + Python.repr(item)));
        }
        Object left = triple.get(0);
        if (left instanceof Number number) {
            boolean truth = number.intValue() == Python.integer(triple.get(2));
            return negated -> row -> truth != negated;
        }
        namesActive |= "active".equals(left);
        Condition condition =
                new Condition(env, model, String.valueOf(left), String.valueOf(triple.get(1)), triple.get(2));
        return condition::compile;
    }

    /** Part of a domain, to be compiled as it is or negated. */
    private interface Node {
        Predicate<Row> compile(boolean negated);
    }

    static List<Object> list(Object value) {
        return value instanceof List<?> list
                ? new ArrayList<>(list)
                : new ArrayList<>(Collections.singletonList(value));
    }
}
