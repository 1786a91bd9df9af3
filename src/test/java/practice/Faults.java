package practice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import practice.http.HttpResponse;
import practice.orm.OdooException;
import practice.rpc.Call;

/** What goes wrong with the calls that pass through here, and how many are under way. */
final class Faults {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();

    Fault add(Fault fault) {
        faults.add(fault);
        return fault;
    }

    /** Ends all of it, and lets go of the calls that hang. */
    void clear() {
        faults.forEach(Fault::clear);
        faults.clear();
    }

    boolean isIdle() {
        return underWay.get() == 0;
    }

    HttpResponse pass(Call call, Supplier<HttpResponse> act, Function<OdooException, HttpResponse> asError) {
        underWay.incrementAndGet();
        try {
            for (Fault fault : faults) {
                if (fault.strikes(call)) {
                    return fault.apply(act, asError);
                }
            }
            return act.get();
        } finally {
            underWay.decrementAndGet();
        }
    }
}
