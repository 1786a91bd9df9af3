package attendance;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;

/**
 * Reads the times of terminals: ISO 8601 with {@code T} or a blank, with or without seconds and fraction, with an offset
 * ({@code Z}, {@code +01:00}, {@code +0100}, {@code +01}), a zone ({@code [Europe/Paris]}), or neither. Times count in whole
 * seconds, as in Odoo; a fraction is cut off.
 */
final class EventTimes {
    /** Before it a time is a terminal's whose clock was never set. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final String SHAPE = "0000-00-00T00:00:00Z";

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendLiteral('[')
            .parseCaseSensitive()
            .appendZoneRegionId()
            .appendLiteral(']')
            .optionalEnd()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private final Duration tolerance;

    /** @param tolerance how far ahead of the hub's clock a time may be */
    EventTimes(Duration tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * @param text as it came
     * @param zone of a time without offset; null when none is known
     * @param now the hub's clock
     * @return seconds since 1970
     */
    long seconds(String text, ZoneId zone, Instant now) throws Rejection {
        Instant at = instant(text.strip(), zone);
        if (at.isAfter(now.plus(tolerance))) {
            throw new Rejection("future", "The time is in the future; check the clock and the zone of the terminal.");
        }
        if (at.isBefore(EARLIEST)) {
            throw new Rejection(
                    "time-unreadable", "The time is before the year 2000; check the clock of the terminal.");
        }
        return at.getEpochSecond();
    }

    private static Instant instant(String text, ZoneId zone) throws Rejection {
        Instant usual = usual(text);
        return usual == null ? any(text, zone) : usual;
    }

    /** What nearly all terminals send, as in {@code 2025-01-15T08:30:00Z}, read without a formatter; null for anything else. */
    private static Instant usual(String text) {
        if (text.length() != 20 || text.charAt(19) != 'Z') {
            return null;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char expected = SHAPE.charAt(i);
            char found = text.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return null;
            }
        }
        try {
            return LocalDateTime.of(
                            Integer.parseInt(text, 0, 4, 10),
                            Integer.parseInt(text, 5, 7, 10),
                            Integer.parseInt(text, 8, 10, 10),
                            Integer.parseInt(text, 11, 13, 10),
                            Integer.parseInt(text, 14, 16, 10),
                            Integer.parseInt(text, 17, 19, 10))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static Instant any(String text, ZoneId zone) throws Rejection {
        TemporalAccessor parsed;
        try {
            parsed = FORMAT.parse(text);
        } catch (DateTimeParseException e) {
            throw unreadable();
        }
        try {
            LocalDateTime local = LocalDateTime.from(parsed);
            if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
                return local.toInstant(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)));
            }
            ZoneId named = parsed.query(java.time.temporal.TemporalQueries.zoneId());
            return local(local, named == null ? zone : named);
        } catch (DateTimeException e) {
            throw unreadable();
        }
    }

    private static Instant local(LocalDateTime local, ZoneId zone) throws Rejection {
        if (zone == null) {
            throw new Rejection(
                    "zone-missing",
                    "The time has no offset, and no zone is set for its terminal: send an offset, as in"
                            + " 2025-01-15T08:30:00+01:00, or set hub.attendance.zone.");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new Rejection(
                    "time-skipped",
                    "The clock was put forward over this time, so it never was: send an offset with it.");
        }
        if (offsets.size() > 1) {
            throw new Rejection(
                    "time-ambiguous", "The clock was put back, so this time was twice: send an offset with it.");
        }
        return ZonedDateTime.of(local, zone).toInstant();
    }

    private static Rejection unreadable() {
        return new Rejection("time-unreadable", "The time is not a date and time as in 2025-01-15T08:30:00+01:00.");
    }
}
