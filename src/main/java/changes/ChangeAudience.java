package changes;

import java.util.Map;
import java.util.Set;

/**
 * Who listens, and what they may hear.
 *
 * @param caller a name that tells callers apart
 * @param models of which models
 * @param connections of which connections; null for all
 * @param bounds of which records, for models of which they may not hear of all
 * @param named whether they hear which record has changed, and how; else only that one of the model has
 */
public record ChangeAudience(
        String caller, Set<String> models, Set<String> connections, Map<String, ChangeRows> bounds, boolean named) {
    boolean hears(ChangeEvent event) {
        return models.contains(event.model()) && (connections == null || connections.contains(event.connection()));
    }
}
