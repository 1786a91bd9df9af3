package practice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import practice.rpc.Call;

/** The calls that a practice Odoo has seen, in the order in which they came; calls that went wrong included. */
public final class Calls {
    /** Stands for the two methods that read pages. */
    static final String PAGES = "pages";

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

    /** Pages read of one model, by columns or record by record. */
    public long pages(String model) {
        return calls.stream()
                .filter(call -> call.model().equals(model) && isPage(call))
                .count();
    }

    static boolean isPage(Call call) {
        return call.method().equals("read") || call.method().equals("formatted_read_group");
    }

    public void clear() {
        calls.clear();
    }

    @Override
    public String toString() {
        return calls.toString();
    }
}
