package practice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import practice.rpc.Call;

/** The calls that a practice Odoo has seen, in the order in which they came; calls that went wrong included. */
public final class Calls {
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    void add(Call call) {
        calls.add(call);
    }

    public List<Call> all() {
        return List.copyOf(calls);
    }

    public int count() {
        return calls.size();
    }

    /** Of one model (or service: {@code common}, {@code web}) and method. */
    public long count(String model, String method) {
        return calls.stream()
                .filter(call -> call.model().equals(model) && call.method().equals(method))
                .count();
    }

    public void clear() {
        calls.clear();
    }

    @Override
    public String toString() {
        return calls.toString();
    }
}
