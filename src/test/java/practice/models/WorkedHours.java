package practice.models;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import practice.orm.Version;

/** Hours between check-in and check-out; 19 takes off the lunch hour of a working day, 12:00 to 13:00. */
final class WorkedHours {
    private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

    private WorkedHours() {}

    static double between(Instant in, Instant out, Version version) {
        double seconds = Duration.between(in, out).toSeconds();
        if (version.is19()) {
            LocalDate last = out.atZone(ZONE).toLocalDate();
            for (LocalDate day = in.atZone(ZONE).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
                seconds -= lunch(day, in, out);
            }
        }
        return seconds / 3600;
    }

    private static double lunch(LocalDate day, Instant in, Instant out) {
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return 0;
        }
        Instant noon = day.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
        Instant from = in.isAfter(noon) ? in : noon;
        Instant end = noon.plus(Duration.ofHours(1));
        Instant to = out.isBefore(end) ? out : end;
        return to.isAfter(from) ? Duration.between(from, to).toSeconds() : 0;
    }
}
