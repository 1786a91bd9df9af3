package changes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves out what a listener may not hear of, during one look at the changes: the same question is asked once. */
final class ChangeBounds {
    private record Key(ChangeRows rows, Set<Long> records) {}

    private final Map<Key, Set<Long>> answers = new HashMap<>();

    List<ChangeHint> audible(ChangeAudience audience, List<ChangeHint> hints) {
        if (audience.bounds().isEmpty()) {
            return hints;
        }
        Map<String, Set<Long>> asked = new HashMap<>();
        for (ChangeHint hint : hints) {
            ChangeEvent event = hint.event();
            if (audience.hears(event) && audience.bounds().containsKey(event.model())) {
                asked.computeIfAbsent(event.model(), model -> new HashSet<>()).add(event.record());
            }
        }
        Map<String, Set<Long>> visible = new HashMap<>();
        asked.forEach((model, records) -> visible.put(
                model, answers.computeIfAbsent(new Key(audience.bounds().get(model), records), key -> key.rows()
                        .visible(key.records()))));
        return hints.stream()
                .filter(hint -> !audience.bounds().containsKey(hint.event().model())
                        || visible.getOrDefault(hint.event().model(), Set.of())
                                .contains(hint.event().record()))
                .toList();
    }
}
