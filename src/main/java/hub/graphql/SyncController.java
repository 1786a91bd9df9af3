package hub.graphql;

import accounts.users.AccessTokens;
import accounts.users.UserAuthentication;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Syncs: begun, followed, looked up. */
@Controller
class SyncController {
    private static final String COLUMNS = """
            id, flow, mode, trigger, status, to_json(started_at) #>> '{}' AS started_at, to_json(finished_at) #>> '{}' AS finished_at,
            expected, read, created, updated, unchanged, marked, rejected, failure, remedy""";
    private static final String RUNS = "SELECT id AS cursor, " + COLUMNS + """
             FROM sync_run
            WHERE connection = :connection AND (:flow::text IS NULL OR flow = :flow::text)
              AND (:after::bigint IS NULL OR id < :after::bigint)
            ORDER BY id DESC LIMIT :limit""";
    private static final String STATUS = """
            SELECT f.flow, f.paused, to_json(f.watermark) #>> '{}' AS complete_until,
                   (SELECT count(*) FROM sync_reject r
                    WHERE r.flow = f.flow AND r.connection = f.connection AND r.healed_at IS NULL) AS open_rejects,
                   (SELECT max(id) FROM sync_run r WHERE r.flow = f.flow AND r.connection = f.connection AND r.trigger <> 'hint') AS last
            FROM sync_flow f WHERE f.connection = :connection ORDER BY f.flow""";
    private static final String ONE =
            "SELECT " + COLUMNS + " FROM sync_run WHERE id = :id AND connection = ANY (:visible)";
    private static final Duration LOOK = Duration.ofMillis(300);
    /** Then the client asks again, with a token that is good still. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Reach reach;
    private final PulledData data;
    private final OwnSyncs syncs;
    private final OwnTimetable timetable;
    private final AccessTokens tokens;

    SyncController(Reach reach, PulledData data, OwnSyncs syncs, OwnTimetable timetable, AccessTokens tokens) {
        this.reach = reach;
        this.data = data;
        this.syncs = syncs;
        this.timetable = timetable;
        this.tokens = tokens;
    }

    @MutationMapping("sync_contacts_from_odoo")
    OwnSyncs.Result syncContacts(@Argument String connection) {
        return syncs.run("contacts", connection, false);
    }

    @MutationMapping("sync_products_from_odoo")
    OwnSyncs.Result syncProducts(@Argument String connection) {
        return syncs.run("products", connection, false);
    }

    @MutationMapping("sync_flow")
    OwnSyncs.Result syncFlow(@Argument String name, @Argument String connection, @Argument boolean full) {
        return syncs.run(name, connection, full);
    }

    @QueryMapping("sync_runs")
    Map<String, Object> runs(
            @Argument String connection, @Argument String flow, @Argument int first, @Argument String after) {
        String key = reach.connection(connection);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("connection", key);
        parameters.put("flow", flow);
        return data.page(List.of(key), RUNS, parameters, first, after);
    }

    @QueryMapping("sync_status")
    List<Map<String, Object>> status(@Argument String connection) {
        String key = reach.connection(connection);
        List<Map<String, Object>> flows = data.isolated(
                List.of(key),
                jdbc -> jdbc.sql(STATUS).param("connection", key).query().listOfRows());
        flows.forEach(flow ->
                flow.put("last_run", flow.get("last") == null ? null : run((Long) flow.get("last"), List.of(key))));
        return timetable.added(key, flows);
    }

    @SubscriptionMapping("sync_progress")
    Flux<Map<String, Object>> progress(@Argument("run_id") String id) {
        List<String> visible = reach.visible();
        long run = number(id);
        run(run, visible);
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .publishOn(Schedulers.boundedElastic())
                .map(tick -> seenBy(who, () -> run(run, visible)))
                .distinctUntilChanged()
                .takeUntil(row -> !"running".equals(row.get("status")))
                .take(LONGEST);
    }

    /** As the one who asked, on whatever thread this is, and only while that sign-in goes on. */
    private <T> T seenBy(Authentication who, Supplier<T> look) {
        if (who instanceof UserAuthentication user && !tokens.goesOn(user)) {
            throw Refused.absent("The sign-in has ended.");
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(who));
        try {
            return look.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Map<String, Object> run(long id, List<String> visible) {
        return data
                .isolated(visible, jdbc -> jdbc.sql(ONE)
                        .param("id", id)
                        .param("visible", visible.toArray(String[]::new))
                        .query()
                        .listOfRows())
                .stream()
                .findFirst()
                .orElseThrow(() -> Refused.absent("There is no such run."));
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Refused.absent("There is no such run.");
        }
        return Long.parseLong(id);
    }
}
