package attendance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What attendances come of events and stays, worked out in memory from all of them at once. */
final class PairingOracle {
    enum Kind {
        IN,
        OUT,
        STAY
    }

    /** @param until end of a stay, null of an event; seconds since 1970 as {@code at} */
    record Said(String person, Kind kind, long at, Long until) {}

    private final List<String> attendances = new ArrayList<>();

    /** Lines of person, check-in and check-out, {@code -} for none, sorted. */
    static List<String> attendances(Collection<Said> everything) {
        PairingOracle oracle = new PairingOracle();
        everything.stream()
                .map(Said::person)
                .distinct()
                .forEach(person -> oracle.pair(
                        person,
                        everything.stream()
                                .filter(one -> one.person().equals(person))
                                .toList()));
        return oracle.attendances.stream().sorted().toList();
    }

    private void pair(String person, List<Said> everything) {
        TreeMap<Long, EnumSet<Kind>> moments = new TreeMap<>();
        TreeMap<Long, Long> told = new TreeMap<>();
        for (Said one : everything) {
            if (one.kind() == Kind.STAY) {
                told.merge(one.at(), one.until(), Math::max);
            } else {
                moments.computeIfAbsent(one.at(), any -> EnumSet.noneOf(Kind.class))
                        .add(one.kind());
            }
        }
        told.forEach((from, until) -> add(person, from, until));
        Long since = null;
        for (Map.Entry<Long, EnumSet<Kind>> moment : moments.entrySet()) {
            List<Kind> order = new ArrayList<>(moment.getValue());
            if (since != null) {
                Collections.reverse(order);
            }
            for (Kind kind : order) {
                if (since != null && !told.containsKey(since)) {
                    add(person, since, kind == Kind.OUT ? moment.getKey() : null);
                } else if (since == null && kind == Kind.OUT && !isWithin(told, moment.getKey())) {
                    add(person, null, moment.getKey());
                }
                since = kind == Kind.IN ? moment.getKey() : null;
            }
        }
        if (since != null && !told.containsKey(since)) {
            add(person, since, null);
        }
    }

    private static boolean isWithin(Map<Long, Long> told, long going) {
        return told.entrySet().stream()
                .anyMatch(stay -> going <= stay.getValue()
                        && (stay.getKey() < going || stay.getKey() == going && stay.getValue() == going));
    }

    private void add(String person, Long checkIn, Long checkOut) {
        attendances.add(person + " " + (checkIn == null ? "-" : checkIn) + " " + (checkOut == null ? "-" : checkOut));
    }
}
