package sync;

import java.util.List;
import java.util.UUID;

/**
 * Hints of one model on one connection that this process follows, until the lease is over.
 *
 * @param claim tells it from any other
 * @param connection key of the connection
 * @param model the Odoo model
 * @param rows what was hinted
 */
public record HintClaim(UUID claim, String connection, String model, List<Row> rows) {

    /**
     * @param id the record's id, or {@link Hint#WHOLE}
     * @param version which hint about it this is
     * @param attempts how often following it failed
     */
    public record Row(long id, long version, int attempts) {}

    /** Whether the model is to be pulled. */
    public boolean whole() {
        return rows.stream().anyMatch(row -> row.id() == Hint.WHOLE);
    }

    /** The records to read again, in order, as a JSON array. */
    public String ids() {
        return rows.stream()
                .map(Row::id)
                .filter(id -> id != Hint.WHOLE)
                .sorted()
                .toList()
                .toString();
    }

    /** How often following any of them failed. */
    public int attempts() {
        return rows.stream().mapToInt(Row::attempts).max().orElse(0);
    }
}
