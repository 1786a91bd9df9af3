package attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as terminals write them: what they mean, and why one cannot be taken. */
class EventTimesTest {
    private static final Instant NOW = Instant.parse("2025-11-20T12:00:00Z");
    private final EventTimes times = new EventTimes(Duration.ofMinutes(5));

    @ParameterizedTest
    @CsvSource({
        "2025-01-15T08:30:00Z, , 2025-01-15T08:30:00Z",
        "2025-01-15T08:30:00+01:00, , 2025-01-15T07:30:00Z",
        "2025-01-15 08:30:00+0100, , 2025-01-15T07:30:00Z",
        "2025-01-15T08:30-05, , 2025-01-15T13:30:00Z",
        "2025-01-15T08:30:15.999Z, , 2025-01-15T08:30:15Z",
        "2025-01-15t08:30:00z, , 2025-01-15T08:30:00Z",
        "2025-01-15T08:30:00[Europe/Paris], , 2025-01-15T07:30:00Z",
        "2025-01-15T08:30:00+01:00[Europe/Paris], UTC, 2025-01-15T07:30:00Z",
        "2025-01-15T08:30, Europe/Paris, 2025-01-15T07:30:00Z",
        "2025-07-15 08:30:00, Europe/Paris, 2025-07-15T06:30:00Z",
        "2025-10-26T02:30:00+02:00, Europe/Paris, 2025-10-26T00:30:00Z",
        "2025-10-26T02:30:00+01:00, Europe/Paris, 2025-10-26T01:30:00Z",
        "2025-11-20T12:05:00Z, , 2025-11-20T12:05:00Z"
    })
    void aTimeIsAnInstant(String text, ZoneId zone, Instant expected) throws Rejection {
        assertThat(Instant.ofEpochSecond(times.seconds(text, zone, NOW))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-15T08:30:00, , zone-missing",
        "2025-10-26T02:30:00, Europe/Paris, time-ambiguous",
        "2025-03-30T02:30:00, Europe/Paris, time-skipped",
        "2025-11-20T12:05:01Z, , future",
        "2025-11-20T13:30:00, Europe/London, future",
        "1970-01-01T00:00:00Z, , time-unreadable",
        "2025-02-30T08:30:00Z, , time-unreadable",
        "2025-01-15, , time-unreadable",
        "15.01.2025 08:30, Europe/Paris, time-unreadable",
        "1700000000, , time-unreadable",
        "2025-01-15T24:00:00Z, , time-unreadable",
        "2025-01-15T08:30:00+19:00, , time-unreadable",
        "2025-01-15T08:30:00[Mars/Olympus], , time-unreadable",
        "now, UTC, time-unreadable"
    })
    void orItSaysWhyNot(String text, ZoneId zone, String reason) {
        assertThatThrownBy(() -> times.seconds(text, zone, NOW))
                .isInstanceOfSatisfying(
                        Rejection.class, why -> assertThat(why.reason()).isEqualTo(reason))
                .hasMessageEndingWith(".");
    }
}
