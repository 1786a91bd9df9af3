package hub.web;

import changes.ChangeAudience;
import java.sql.Array;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import routes.Flows;
import sync.FlowSpec;

/** Who may hear of which changes: whoever may read a model, of the connections that they see. */
@Component
class ChangeAudiences {
    private static final String ORDERS = "hub.order";

    private final Flows flows;
    private final JdbcClient jdbc;

    ChangeAudiences(Flows flows, JdbcClient jdbc) {
        this.flows = flows;
        this.jdbc = jdbc;
    }

    /** The models that there can be changes of. */
    Set<String> known() {
        Set<String> known = flows.all().stream().map(FlowSpec::model).collect(Collectors.toCollection(TreeSet::new));
        known.add(ORDERS);
        return known;
    }

    /** The caller of this request; of the models only those that they may read. */
    ChangeAudience of(Set<String> models) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return new ChangeAudience(who.getName(), models, connections(), Map.of());
    }

    /** Keys of the connections whose rows the caller sees; null for all. */
    private Set<String> connections() {
        return jdbc.sql("SELECT visible_connections() AS keys")
                .query((row, number) -> {
                    Array keys = row.getArray("keys");
                    return keys == null ? Set.<String>of("*") : Set.copyOf(Arrays.asList((String[]) keys.getArray()));
                })
                .optional()
                .filter(keys -> !keys.contains("*"))
                .orElse(null);
    }
}
