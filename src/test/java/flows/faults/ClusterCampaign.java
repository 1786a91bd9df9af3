package flows.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hub.TestDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.Fault;
import practice.PracticeOdoo;

/**
 * Three hubs on one database pull by their timetables and push what terminals send, while one of them is killed, frozen or asked to
 * end, again and again. In the end every record is there once, each tick of a timetable ran once at most, and every flow ran.
 * {@code bench/hubs} runs it.
 */
final class ClusterCampaign implements AutoCloseable {
    static final int HUBS = 3;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Instant FIRST = Instant.parse("2018-01-01T08:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(2000);
    private static final Duration PAGE = Duration.ofMillis(120);
    private static final int PARTNERS = 200;
    private static final Map<String, String> SETTINGS = Map.of(
            "HUB_CLUSTER_ENABLED", "true",
            "HUB_CLUSTER_CHECK_IN", "1s",
            "HUB_FLOWS_CUSTOMERS_CRON", "0/3 * * * * ?",
            "HUB_FLOWS_CUSTOMERS_RECONCILE_CRON", "1/15 * * * * ?",
            "HUB_FLOWS_EMPLOYEES_CRON", "2/6 * * * * ?",
            "HUB_SYNC_PAGE_SIZE", "50",
            "HUB_MIRROR_ENABLED", "false");

    private final PracticeFaultOdoo odoo = new PracticeFaultOdoo();
    private final PrintStream out;
    private final Random random;
    private final JdbcClient jdbc;
    private final FaultLedger ledger;
    private final FaultHubs hubs;
    private final FaultStaff staff;
    private final FaultTerminals terminals;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> ends = new HashMap<>();
    private volatile boolean over;
    private int sent;

    ClusterCampaign(long seed, PrintStream out) {
        this.out = out;
        random = new Random(seed);
        TestDatabase database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
        ledger = new FaultLedger(jdbc);
        for (int i = 0; i < PARTNERS; i++) {
            partner(i);
        }
        hubs = new FaultHubs(database, odoo, HUBS, SETTINGS);
        staff = new FaultStaff("C" + Long.toString(seed, Character.MAX_RADIX).toUpperCase(Locale.ROOT), odoo, jdbc);
        terminals = new FaultTerminals(hubs, hubs.key());
    }

    /** {@code SECONDS [SEED]}: exits with 1 when anything was lost, doubled or run twice. */
    public static void main(String[] args) {
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : 1800;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        List<String> problems;
        try (ClusterCampaign campaign = new ClusterCampaign(seed, System.out)) {
            problems = campaign.run(Duration.ofSeconds(seconds));
        }
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** @return what was lost, doubled or wrong */
    List<String> run(Duration time) {
        // So that a run lasts a second or so, and is hit in its middle.
        odoo.practice().misbehave(Fault.delay(PAGE).onPages("res.partner").times(Integer.MAX_VALUE));
        Instant end = Instant.now().plus(time);
        List<CompletableFuture<?>> work = List.of(
                CompletableFuture.runAsync(this::terminals, threads),
                CompletableFuture.runAsync(this::changes, threads));
        while (Instant.now().isBefore(end)) {
            FaultPlan.pause(Duration.ofMillis(1500 + random.nextInt(3500)));
            // Somebody has to serve meanwhile: on a busy machine a hub takes its time to come back.
            if (hubs.ready() >= HUBS - 1) {
                disturb(random.nextInt(HUBS));
            }
        }
        over = true;
        work.forEach(CompletableFuture::join);
        odoo.behave();
        hubs.awaitAll();
        Instant calm = Instant.now();
        settled("the outbox is not empty", ledger::isSettled);
        settled("customers are not as in Odoo", () -> customers().equals(partners()));
        settled("a flow did not run again", () -> flowsSince(calm).containsAll(Set.of("customers", "employees")));
        check();
        say();
        return problems;
    }

    private void disturb(int hub) {
        int what = random.nextInt(10);
        Instant begun = Instant.now();
        if (what < 6) {
            hubs.kill(hub);
        } else if (what < 9) {
            hubs.end(hub);
        } else {
            hubs.freeze(hub);
        }
        String end = what < 6 ? "killed" : what < 9 ? "ended" : "frozen";
        ends.merge(end, 1, Integer::sum);
        out.println(begun + " hub " + hub + " " + end);
    }

    /** Stays of everybody, one day after the other, each said twice. */
    private void terminals() {
        Random any = new Random(random.nextLong());
        try {
            for (int day = 0; !over; day++) {
                ArrayNode rows = JSON.createArrayNode();
                for (String badge : staff.regulars()) {
                    Instant in =
                            FIRST.plus(Duration.ofDays(day % AHEAD.toDays())).plusSeconds(60L * (day / AHEAD.toDays()));
                    Instant gone = in.plusSeconds(30);
                    rows.addObject()
                            .put("person_id", badge)
                            .put("check_in", in.toString())
                            .put("check_out", gone.toString())
                            .put("idempotency_key", badge + "-" + day);
                    expected.add(FaultRound.key(staff.employee(badge), in, gone));
                }
                send(rows.toString(), any.nextInt(HUBS));
                send(rows.toString(), any.nextInt(HUBS));
                sent += rows.size();
                FaultPlan.pause(Duration.ofMillis(100));
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is wrong with what is sent, so a refusal is a fault of the hubs; the day goes on with another request. */
    private void send(String rows, int hub) throws InterruptedException {
        try {
            terminals.send(rows, hub);
        } catch (IllegalStateException refusal) {
            problems.add(refusal.getMessage());
        }
    }

    /** People change partners in Odoo. */
    private void changes() {
        Random any = new Random(random.nextLong());
        PracticeOdoo practice = odoo.practice();
        for (int i = PARTNERS; !over; i++) {
            List<Integer> all = practice.ids("res.partner");
            int one = all.get(2 + any.nextInt(all.size() - 2));
            switch (any.nextInt(6)) {
                case 0 -> partner(i);
                case 1 -> practice.write("res.partner", one, Map.of("active", any.nextBoolean()));
                default -> practice.write("res.partner", one, Map.of("name", "Change " + i));
            }
            FaultPlan.pause(Duration.ofMillis(40));
        }
    }

    private void partner(int number) {
        odoo.practice()
                .create("res.partner", Map.of("name", "Partner " + number, "email", "p" + number + "@example.com"));
    }

    private Map<Long, String> partners() {
        Map<Long, String> partners = new HashMap<>();
        for (int id : odoo.practice().ids("res.partner")) {
            Map<String, Object> p = odoo.practice().record("res.partner", id);
            if (Boolean.TRUE.equals(p.get("active")) && p.get("parent_id") == null && p.get("email") != null) {
                partners.put((long) id, (String) p.get("name"));
            }
        }
        return partners;
    }

    private Map<Long, String> customers() {
        Map<Long, String> customers = new HashMap<>();
        jdbc.sql("SELECT odoo_partner_id, name FROM customers WHERE odoo_status = 'linked'")
                .query(row -> {
                    customers.put(row.getLong(1), row.getString(2));
                });
        return customers;
    }

    private Set<String> flowsSince(Instant moment) {
        return new TreeSet<>(
                jdbc.sql("SELECT DISTINCT flow FROM sync_run WHERE status = 'succeeded' AND started_at > ?")
                        .param(java.sql.Timestamp.from(moment))
                        .query(String.class)
                        .list());
    }

    private void check() {
        Map<String, Integer> held = new HashMap<>();
        odoo.stays(staff.employees(), FIRST.minusSeconds(1), FIRST.plus(AHEAD).plus(AHEAD))
                .forEach(stay -> held.merge(FaultRound.key(stay.employee(), stay.in(), stay.out()), 1, Integer::sum));
        expected.stream().filter(one -> !held.containsKey(one)).forEach(one -> problems.add("lost " + one));
        held.forEach((one, times) -> {
            if (times > 1 || !expected.contains(one)) {
                problems.add((times > 1 ? "doubled " : "wrong ") + one);
            }
        });
        all(
                "SELECT concat_ws(' ', 'run twice', flow, mode, scheduled_for) FROM sync_run WHERE scheduled_for IS NOT NULL"
                        + " GROUP BY flow, mode, scheduled_for HAVING count(*) > 1");
        all(
                "SELECT concat_ws(' ', 'side by side', a.flow, a.id, b.id) FROM sync_run a JOIN sync_run b"
                        + " ON b.flow = a.flow AND b.connection = a.connection AND b.id > a.id"
                        + " AND a.trigger <> 'hint' AND b.trigger <> 'hint' AND (a.finished_at IS NULL OR b.started_at < a.finished_at)");
        all(
                "SELECT concat_ws(' ', 'failed', flow, id, failure) FROM sync_run WHERE status = 'failed' AND failure NOT LIKE 'No answer from%'");
    }

    private void all(String sql) {
        problems.addAll(jdbc.sql(sql).query(String.class).list());
    }

    private void settled(String otherwise, java.util.concurrent.Callable<Boolean> condition) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            hubs.dumpThreads();
            problems.add(otherwise);
        }
    }

    private void say() {
        out.printf(
                "hubs %s, started %d times; %d attendances sent, %d lost or doubled%n",
                ends, hubs.starts(), sent, problems.size());
        jdbc.sql(
                        "SELECT flow, trigger, status, count(*) AS n, count(scheduled_for) AS ticks FROM sync_run GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
                .query()
                .listOfRows()
                .forEach(row -> out.println("  " + row));
        problems.stream().limit(20).forEach(problem -> out.println("  " + problem));
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        hubs.close();
        odoo.close();
    }
}
