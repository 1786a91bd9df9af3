package sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did so far, in records.
 *
 * @param expected ids in the window; null until they were asked for
 * @param read records that came from Odoo, each counted once
 * @param created rows inserted
 * @param updated rows changed
 * @param unchanged rows found as they should be, and not written
 * @param marked rows whose record was archived, deleted, merged or stopped being what the flow wants
 * @param healed rejects of earlier runs or pages that were stored or stopped mattering
 * @param skipped records that the flow does not want, by reason
 * @param rejected records that could not be stored and wait as rejects
 */
public record RunFigures(
        Long expected,
        long read,
        long created,
        long updated,
        long unchanged,
        long marked,
        long healed,
        Map<String, Long> skipped,
        long rejected) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static final RunFigures NONE = new RunFigures(null, 0, 0, 0, 0, 0, 0, Map.of(), 0);

    /** @param row a row of sync_run, by column name */
    public static RunFigures of(Map<String, Object> row) {
        return new RunFigures(
                (Long) row.get("expected"),
                number(row, "read"),
                number(row, "created"),
                number(row, "updated"),
                number(row, "unchanged"),
                number(row, "marked"),
                number(row, "healed"),
                counts(String.valueOf(row.get("skipped"))),
                number(row, "rejected"));
    }

    /** Records skipped, whatever the reason. */
    public long skippedTotal() {
        return skipped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the run left everything as it was: no row written, and no reject. */
    public boolean areNothingNew() {
        return created == 0 && updated == 0 && marked == 0 && healed == 0 && rejected == 0;
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    private static Map<String, Long> counts(String json) {
        try {
            Map<String, Long> counts = new TreeMap<>();
            JSON.readTree(json)
                    .properties()
                    .forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
            return counts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sync_run.skipped is no JSON object", e);
        }
    }
}
