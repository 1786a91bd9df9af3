package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sync.Timetable;

/** Moments of a timetable: the same for a key each time, and spread over keys. */
class TimetableTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aKeyHasItsOwnMomentInEveryInterval() {
        Timetable hourly = Timetable.parse("1h", PARIS);
        Instant first = hourly.next(NOON, "17/contacts");
        assertThat(first).isAfter(NOON).isBeforeOrEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(hourly.next(first, "17/contacts")).isEqualTo(first.plus(Duration.ofHours(1)));
        assertThat(hourly.next(first.plusSeconds(1234), "17/contacts"))
                .as("a late run does not move the others")
                .isEqualTo(first.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "0 0 * * * ?"})
    void aThousandConnectionsAreSpread(String schedule) {
        Timetable table = Timetable.parse(schedule, PARIS);
        long minutes = schedule.contains(" ") ? 10 : 60;
        Map<Long, Long> perMinute = IntStream.rangeClosed(1, 1000)
                .boxed()
                .flatMap(id -> java.util.stream.Stream.of(id + "/contacts", id + "/products"))
                .map(key -> Math.floorMod(table.next(NOON, key).getEpochSecond() / 60, 60L))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(perMinute).hasSize((int) minutes);
        assertThat(perMinute.values()).allMatch(n -> n < 2 * 2000 / minutes);
    }

    @Test
    void cronIsInTheZoneAndAtMostTenMinutesLater() {
        Instant next = Timetable.parse("0 0 2 * * ?", PARIS).next(NOON, "1/contacts");
        assertThat(next).isBetween(Instant.parse("2026-11-21T01:00:00Z"), Instant.parse("2026-11-21T01:10:00Z"));
    }

    @Test
    void theShortestGapIsKnown() {
        assertThat(Timetable.parse("0 0/15 * * * ?", PARIS).shortest(NOON)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Timetable.parse("0 0,1 8 * * ?", PARIS).shortest(NOON)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Timetable.parse("PT90M", PARIS).shortest(NOON)).isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "often", "0", "-1h", "100ms", "61 * * * * ?", "* * *"})
    void whatIsNeitherIsRefusedInASentence(String wrong) {
        assertThatThrownBy(() -> Timetable.parse(wrong, PARIS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as 1h");
    }
}
