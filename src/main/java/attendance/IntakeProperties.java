package attendance;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in from terminals, {@code hub.attendance}.
 *
 * @param zone zone of times that come without an offset from a terminal without a zone of its own, and of days in lists,
 *     pushes and figures, such as Europe/Paris; without one such times are rejected, and days are UTC
 * @param terminals zones of single terminals by name, as in {@code hub.attendance.terminals.gate-1.zone}
 * @param longestShift an attendance that is longer becomes a dead letter (default 24h)
 * @param futureTolerance an event may be so much later than the hub's clock; a later one is rejected (default 5m)
 * @param pushOpen whether somebody who is still there is in Odoo already; otherwise attendances wait for their check-out
 *     (default true)
 * @param maxEvents events that a request may hold; one with more is refused with status 413 (default 10000)
 */
@Validated
@ConfigurationProperties("hub.attendance")
public record IntakeProperties(
        ZoneId zone,
        Map<String, Terminal> terminals,
        @DefaultValue("24h") @NotNull Duration longestShift,
        @DefaultValue("5m") @NotNull Duration futureTolerance,
        @DefaultValue("true") boolean pushOpen,
        @DefaultValue("10000") @Min(1) int maxEvents) {

    /**
     * One terminal.
     *
     * @param zone where it stands, such as {@code Europe/Paris}
     */
    public record Terminal(ZoneId zone) {}

    /** The zone that days are counted in. */
    ZoneId days() {
        return zone == null ? ZoneOffset.UTC : zone;
    }

    /** The zone of times from that terminal that have no offset; null when none is known. */
    ZoneId zoneOf(String terminal) {
        Terminal known = terminals == null || terminal == null ? null : terminals.get(terminal);
        return known == null || known.zone() == null ? zone : known.zone();
    }
}
