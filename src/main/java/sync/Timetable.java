package sync;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;
import org.springframework.boot.convert.DurationStyle;

/**
 * When a flow is due on a connection. Every key has a moment of its own, the same each time: within the interval, or within ten
 * minutes behind the cron expression's. So a thousand connections with one timetable are spread and not a stampede.
 */
public final class Timetable {
    private static final Duration BEHIND_CRON = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LOOKED_AT = 50;

    private final Duration every;
    private final CronExpression cron;

    private Timetable(Duration every, CronExpression cron) {
        this.every = every;
        this.cron = cron;
    }

    /**
     * @param text an interval such as {@code 30m}, {@code 1h} or {@code PT1H}, or a Quartz cron expression
     * @throws IllegalArgumentException when it is neither
     */
    public static Timetable parse(String text, ZoneId zone) {
        try {
            if (text.strip().contains(" ")) {
                CronExpression cron = new CronExpression(text.strip());
                cron.setTimeZone(TimeZone.getTimeZone(zone));
                return new Timetable(null, cron);
            }
            Duration every = DurationStyle.detectAndParse(text.strip());
            if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("An interval is a second at least and a year at most");
            }
            return new Timetable(every, null);
        } catch (ParseException | IllegalArgumentException | ArithmeticException wrong) {
            throw new IllegalArgumentException(
                    "Neither an interval such as 1h nor a cron expression such as 0 0 2 * * ?");
        }
    }

    /** The shortest time between two of its moments, as far as the next fifty tell. */
    public Duration shortest(Instant from) {
        if (cron == null) {
            return every;
        }
        Duration shortest = LONGEST;
        Date before = cron.getNextValidTimeAfter(Date.from(from));
        for (int i = 0; i < LOOKED_AT && before != null; i++) {
            Date next = cron.getNextValidTimeAfter(before);
            if (next == null) {
                break;
            }
            Duration gap = Duration.between(before.toInstant(), next.toInstant());
            shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
            before = next;
        }
        return shortest;
    }

    /**
     * The key's first moment after that one.
     *
     * @param key whatever tells it from others
     */
    public Instant next(Instant after, String key) {
        if (cron != null) {
            long behind = share(key, BEHIND_CRON.toMillis());
            Date next = cron.getNextValidTimeAfter(Date.from(after.minusMillis(behind)));
            // A cron expression of the past: never, as far as anybody now alive can tell.
            return next == null
                    ? after.plus(Duration.ofDays(36_500))
                    : next.toInstant().plusMillis(behind);
        }
        long interval = every.toMillis();
        long since = Math.floorMod(after.toEpochMilli() - share(key, interval), interval);
        return after.plusMillis(interval - since);
    }

    /** A number below {@code range}, the same for the same key and spread evenly over keys that are alike. */
    public static long share(String key, long range) {
        long h = 1125899906842597L;
        for (int i = 0; i < key.length(); i++) {
            h = 31 * h + key.charAt(i);
        }
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return Math.floorMod(h ^ h >>> 31, range);
    }
}
