package gateway.mirror;

import java.time.Instant;

/**
 * Records for an answer.
 *
 * @param records the records as JSON in UTF-8, separated by commas
 * @param count how many there are
 * @param last id of the last one; 0 when there is none
 * @param more whether there are more behind them
 * @param total how many fit in all; -1 when that was not asked for
 * @param asOf when Odoo gave them
 * @param live whether Odoo gave them just now
 * @param version of a single record with all its fields: changes with each of them, those that are not shown included; or null
 * @param why of records that are older than they should be: what stood in the way; null otherwise
 */
public record Page(
        byte[] records,
        int count,
        long last,
        boolean more,
        long total,
        Instant asOf,
        boolean live,
        String version,
        String why) {

    Page because(String reason) {
        return new Page(records, count, last, more, total, asOf, live, version, reason);
    }

    @Override
    public String toString() {
        return "Page[" + count + " records]";
    }
}
