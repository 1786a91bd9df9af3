package hub.cluster;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Several hubs on one database.
 *
 * @param enabled whether timetables are kept in the database, so that of several hubs one runs each tick (default false)
 * @param checkIn how often each hub says that it is there; one that is missing for as long and 7.5 seconds more is taken for dead,
 *     and its timetables' ticks go to the others (default 5s)
 */
@ConfigurationProperties("hub.cluster")
public record ClusterProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("5s") Duration checkIn) {}
