package orders;

import java.util.List;
import java.util.Map;

/** The states of a manufacturing order, and from which to which it can be brought. */
final class States {
    static final String DRAFT = "draft";
    static final String CONFIRMED = "confirmed";
    static final String PROGRESS = "progress";
    static final String TO_CLOSE = "to_close";
    static final String DONE = "done";
    static final String CANCEL = "cancel";

    static final List<String> ALL = List.of(DRAFT, CONFIRMED, PROGRESS, TO_CLOSE, DONE, CANCEL);

    private static final Map<String, List<String>> NEXT = Map.of(
            DRAFT, List.of(CONFIRMED, PROGRESS, TO_CLOSE, DONE, CANCEL),
            CONFIRMED, List.of(PROGRESS, TO_CLOSE, DONE, CANCEL),
            PROGRESS, List.of(TO_CLOSE, DONE, CANCEL),
            TO_CLOSE, List.of(DONE, CANCEL),
            DONE, List.of(),
            CANCEL, List.of());

    private States() {}

    /** Where an order of that state can be brought. */
    static List<String> from(String state) {
        return NEXT.getOrDefault(state, List.of());
    }

    static boolean isFinal(String state) {
        return DONE.equals(state) || CANCEL.equals(state);
    }
}
