package hub.graphql;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of GraphQL.
 *
 * @param maxDepth how deep a request may be nested (default 8)
 * @param maxCost what a request may cost: one for each field, times the size of the page that it is on, and 1000 for each
 *     sync (default 5000)
 * @param syncs how many syncs users may have under way at a time in one process; more wait (default 4)
 */
@Validated
@ConfigurationProperties("hub.graphql")
record GraphQlSettings(
        @DefaultValue("8") @Min(1) int maxDepth,
        @DefaultValue("5000") @Min(1) int maxCost,
        @DefaultValue("4") @Min(1) int syncs) {}
