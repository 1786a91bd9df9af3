package practice.orm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Odoo's naive UTC datetimes: kept with microseconds, shown to the second. */
public final class Datetimes {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Pattern STRICT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{1,2}:\\d{2}:\\d{2})(.*)", Pattern.DOTALL);

    private Datetimes() {}

    public static String format(Instant instant) {
        return SECONDS.format(instant);
    }

    public static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** A value given to create or write: {@code YYYY-mm-dd HH:MM:SS} or a date, and nothing else. */
    public static Instant parse(String text) {
        if (text.length() == 10) {
            return date(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        Matcher parts = STRICT.matcher(text);
        if (!parts.matches()) {
            throw mismatch(text, "%Y-%m-%d %H:%M:%S");
        }
        if (!parts.group(3).isEmpty()) {
            throw OdooException.value("unconverted data remains: " + parts.group(3));
        }
        try {
            String time = parts.group(2).length() == 7 ? "0" + parts.group(2) : parts.group(2);
            return LocalDateTime.parse(parts.group(1) + "T" + time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw mismatch(text, "%Y-%m-%d %H:%M:%S");
        }
    }

    /** A date; the time that may follow it is dropped, as Odoo does. */
    public static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            throw mismatch(text, "%Y-%m-%d");
        }
    }

    private static OdooException mismatch(String text, String format) {
        return OdooException.value("time data " + Python.repr(text) + " does not match format '" + format + "'");
    }
}
