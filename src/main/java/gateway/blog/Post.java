package gateway.blog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A public post.
 *
 * @param summary as the contract's {@code PostSummary}
 * @param html its content, safe to show
 * @param title for the browser and search engines
 * @param description for search engines; null for none
 * @param changed when it last changed
 */
public record Post(JsonNode summary, String html, String title, String description, Instant changed) {
    /** The last part of its address. */
    public String slug() {
        return summary.path("slug").asText();
    }
}
