package attendance;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns what a sender says of one event or stay into what the database takes; says why when it cannot. */
final class RowReader {
    static final Set<String> MEMBERS =
            Set.of("person_id", "type", "time", "check_in", "check_out", "terminal", "idempotency_key");
    private static final int LONGEST = 200;

    /**
     * @param kind {@code in}, {@code out} or {@code stay}
     * @param at seconds since 1970: the event, or the stay's check-in
     * @param checkOut seconds since 1970 of a stay's check-out; null for none
     */
    record Row(String person, String kind, long at, Long checkOut, String terminal, String key) {}

    private final IntakeProperties settings;
    private final EventTimes times;
    private final Instant now;

    RowReader(IntakeProperties settings, Instant now) {
        this.settings = settings;
        this.times = new EventTimes(settings.futureTolerance());
        this.now = now;
    }

    /** @param said the members that the sender gave; no empty ones */
    Row read(Map<String, String> said) throws Rejection {
        String person = text(said, "person_id");
        if (person == null) {
            throw new Rejection("person-missing", "person_id is required.");
        }
        String terminal = text(said, "terminal");
        String key = text(said, "idempotency_key");
        String time = said.get("time");
        String checkIn = said.get("check_in");
        String checkOut = said.get("check_out");
        if (time != null || said.containsKey("type")) {
            if (checkIn != null || checkOut != null) {
                throw new Rejection("form", "Give type and time, or check_in and check_out, but not both.");
            }
            return new Row(person, kind(said.get("type")), time(time, "time", terminal), null, terminal, key);
        }
        if (checkIn == null && checkOut == null) {
            throw new Rejection("time-missing", "Give type and time, or check_in.");
        }
        if (checkIn == null) {
            return new Row(person, "out", time(checkOut, "check_out", terminal), null, terminal, key);
        }
        long in = time(checkIn, "check_in", terminal);
        return checkOut == null
                ? new Row(person, "in", in, null, terminal, key)
                : new Row(person, "stay", in, time(checkOut, "check_out", terminal), terminal, key);
    }

    private static String kind(String type) throws Rejection {
        String kind = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
        if (!kind.equals("in") && !kind.equals("out")) {
            throw new Rejection("type", "type has to be in or out.");
        }
        return kind;
    }

    private long time(String text, String member, String terminal) throws Rejection {
        if (text == null) {
            throw new Rejection("time-missing", member + " is required.");
        }
        return times.seconds(text, settings.zoneOf(terminal), now);
    }

    /** A text of ours: no longer than need be, and nothing that cannot be stored or seen. */
    private static String text(Map<String, String> said, String member) throws Rejection {
        String text = said.get(member);
        if (text == null || text.isBlank()) {
            return null;
        }
        text = text.strip();
        if (text.indexOf('\uFFFD') >= 0) {
            throw new Rejection(
                    "encoding",
                    member
                            + " is not in the encoding of the request: send UTF-8, or name the charset in Content-Type.");
        }
        if (text.length() > LONGEST) {
            throw new Rejection("text", member + " is longer than " + LONGEST + " characters.");
        }
        if (text.codePoints()
                .anyMatch(c ->
                        Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Rejection("text", member + " holds control characters.");
        }
        return text;
    }
}
