package practice.orm;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a user may do. {@code Rights.all().deny("hr.attendance", CREATE)}; without operations all four are meant. */
public final class Rights {
    private final Set<Operation> elsewhere;
    private final Map<String, Set<Operation>> on = new HashMap<>();

    private Rights(Set<Operation> elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** Everything, as the administrator. */
    public static Rights all() {
        return new Rights(EnumSet.allOf(Operation.class));
    }

    /** Nothing but what {@link #allow} adds. */
    public static Rights none() {
        return new Rights(EnumSet.noneOf(Operation.class));
    }

    /** Reads everything and changes nothing. */
    public static Rights readOnly() {
        return new Rights(EnumSet.of(Operation.READ));
    }

    public Rights allow(String model, Operation... operations) {
        of(model).addAll(set(operations));
        return this;
    }

    public Rights deny(String model, Operation... operations) {
        of(model).removeAll(set(operations));
        return this;
    }

    public boolean allows(String model, Operation operation) {
        return on.getOrDefault(model, elsewhere).contains(operation);
    }

    private Set<Operation> of(String model) {
        return on.computeIfAbsent(model, name -> {
            Set<Operation> rights = EnumSet.noneOf(Operation.class);
            rights.addAll(elsewhere);
            return rights;
        });
    }

    private static Set<Operation> set(Operation... operations) {
        return operations.length == 0 ? EnumSet.allOf(Operation.class) : Set.of(operations);
    }
}
