package gateway.blog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A page of public posts, newest first.
 *
 * @param summaries one for each post, as the contract's {@code PostSummary}
 * @param total how many posts there are on all pages
 * @param page number of the page, from 1
 * @param perPage posts on a page
 * @param changed when one of them last changed; the epoch when there are none
 */
public record Posts(List<JsonNode> summaries, long total, int page, int perPage, Instant changed) {
    /** Whether another page follows. */
    public boolean more() {
        return (long) page * perPage < total;
    }
}
