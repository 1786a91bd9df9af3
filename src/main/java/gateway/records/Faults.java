package gateway.records;

import gateway.mirror.ReadRefusal;
import gateway.mirror.ReadRefusal.Fault;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the values of a request: all of it, each with a word for it and what to do. */
final class Faults {
    private static final int MOST = 100;

    private final List<Fault> found = new ArrayList<>();

    /** @param pointer JSON pointer of the member */
    void add(String pointer, String code, String remedy) {
        if (found.size() < MOST) {
            found.add(new Fault(pointer, code, remedy));
        }
    }

    /** @throws ReadRefusal status 422 when something is wrong */
    void check() {
        if (!found.isEmpty()) {
            throw ReadRefusal.of(422, "Some values cannot be taken; nothing was done.", found);
        }
    }
}
