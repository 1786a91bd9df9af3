package sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The span of write_date that a pull covers.
 *
 * <p>A window that was left half done is resumed: what is left of it (ids above {@code afterId}) plus whatever changed
 * since it was opened ({@code openStart}), in one question.
 *
 * @param from lower bound, already with the overlap; null for everything
 * @param openStart when the window that is resumed was opened, by Odoo's clock; null for a fresh window
 * @param afterId everything up to this id is stored; null for a fresh window
 */
public record Window(Instant from, Instant openStart, Long afterId) {

    private static final DateTimeFormatter ODOO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    public boolean resumed() {
        return afterId != null && afterId > 0;
    }

    /**
     * The domain of the window within the flow's own. Only {@code >=} on whole seconds means the same on every Odoo.
     *
     * @param flowDomain a JSON array of domain terms
     * @param stamps the datetimes that say that a record has changed; none where each run reads every record
     * @param overlap how long before a mark a transaction may have begun that committed after it
     */
    public String domain(String flowDomain, List<String> stamps, Duration overlap) {
        String window = "";
        if (resumed()) {
            String rest = "[\"id\", \">\", " + afterId + "]";
            window = stamps.isEmpty()
                    ? rest
                    : "\"|\", " + (from == null ? "" : "\"&\", " + since(stamps, from) + ", ") + rest + ", "
                            + since(stamps, openStart.minus(overlap));
        } else if (from != null) {
            window = since(stamps, from);
        }
        String terms = flowDomain.strip();
        terms = terms.substring(1, terms.length() - 1).strip();
        return "[" + terms + (terms.isEmpty() || window.isEmpty() ? "" : ", ") + window + "]";
    }

    /** One term a stamp, of which one is enough. */
    private static String since(List<String> stamps, Instant moment) {
        String since = "\", \">=\", \"" + ODOO.format(moment.truncatedTo(ChronoUnit.SECONDS)) + "\"]";
        return "\"|\", ".repeat(stamps.size() - 1)
                + stamps.stream().map(stamp -> "[\"" + stamp + since).collect(Collectors.joining(", "));
    }
}
