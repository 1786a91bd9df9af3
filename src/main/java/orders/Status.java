package orders;

import java.util.List;
import java.util.Map;

/** The status of an order here. */
final class Status {
    static final String PENDING = "pending";
    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";
    static final String CANCELLED = "cancelled";
    static final List<String> ALL = List.of(PENDING, IN_PROGRESS, COMPLETED, CANCELLED);

    private static final Map<String, List<String>> NEXT = Map.of(
            PENDING, List.of(IN_PROGRESS, COMPLETED, CANCELLED),
            IN_PROGRESS, List.of(COMPLETED, CANCELLED),
            COMPLETED, List.of(),
            CANCELLED, List.of());

    private static final Map<String, String> STATES = Map.of(
            IN_PROGRESS, States.PROGRESS,
            COMPLETED, States.DONE,
            CANCELLED, States.CANCEL);

    private Status() {}

    /** What an order of that status can become. */
    static List<String> from(String status) {
        return NEXT.get(status);
    }

    /** The state that a manufacturing order is brought to; null to leave it. */
    static String state(String status) {
        return status == null ? null : STATES.get(status);
    }
}
