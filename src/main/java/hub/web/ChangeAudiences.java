package hub.web;

import accounts.ApiKeyAuthentication;
import accounts.users.UserAuthentication;
import changes.ChangeAudience;
import changes.ChangeRows;
import gateway.policy.Caller;
import gateway.policy.Callers;
import gateway.records.Hearing;
import java.sql.Array;
import java.util.Arrays;
import java.util.HashMap;
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

/**
 * Who may hear of which changes. Users of the hub and programs hear of the connections that they see; everybody else, customers and
 * strangers among them, of the records that the gateway's policy lets them read.
 */
@Component
class ChangeAudiences {
    private static final String ORDERS = "hub.order";
    private static final String SCOPE = ApiKeyAuthentication.AUTHORITY;
    private static final Set<String> OF_THE_HUB = Set.of("ROLE_ADMIN", SCOPE + "read", SCOPE + "admin");

    private final Flows flows;
    private final JdbcClient jdbc;
    private final Callers callers;
    private final Hearing hearing;

    ChangeAudiences(Flows flows, JdbcClient jdbc, Callers callers, Hearing hearing) {
        this.flows = flows;
        this.jdbc = jdbc;
        this.callers = callers;
        this.hearing = hearing;
    }

    private record Rows(Hearing hearing, Hearing.Heard heard) implements ChangeRows {
        @Override
        public Set<Long> visible(Set<Long> records) {
            return hearing.visible(heard, records);
        }
    }

    /** The models that there can be changes of. */
    Set<String> known() {
        Set<String> known = flows.all().stream().map(FlowSpec::model).collect(Collectors.toCollection(TreeSet::new));
        known.add(ORDERS);
        return known;
    }

    /** Whether nobody has signed in. */
    boolean isStranger() {
        return callers.current().isNobody() && !isOfTheHub() && !isProgram();
    }

    /** Whether it is a program whose key is for something else. */
    boolean isForSomethingElse() {
        return isProgram() && !isOfTheHub();
    }

    /** The caller of this request; of the models only those that they may read. */
    ChangeAudience of(Set<String> models, String address) {
        if (isOfTheHub()) {
            return new ChangeAudience(who().getName(), models, connections(), Map.of(), true);
        }
        Caller caller = callers.current();
        Set<String> allowed = new TreeSet<>();
        Map<String, ChangeRows> bounds = new HashMap<>();
        for (String model : models) {
            hearing.of(caller, model).ifPresent(heard -> {
                allowed.add(model);
                if (!heard.isAll()) {
                    bounds.put(model, new Rows(hearing, heard));
                }
            });
        }
        String name = caller.isNobody() ? "address:" + address : caller.name();
        return new ChangeAudience(name, allowed, Set.of("default"), bounds, true);
    }

    private static boolean isOfTheHub() {
        Authentication who = who();
        return who instanceof UserAuthentication
                || who != null
                        && who.getAuthorities().stream().anyMatch(each -> OF_THE_HUB.contains(each.getAuthority()));
    }

    private static boolean isProgram() {
        return who() instanceof ApiKeyAuthentication;
    }

    private static Authentication who() {
        return SecurityContextHolder.getContext().getAuthentication();
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
