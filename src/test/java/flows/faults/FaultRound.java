package flows.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** The attendances of one day of a campaign: most of them good, some wrong in a known way. */
final class FaultRound {
    static final Duration LENGTH = Duration.ofDays(4);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Instant FIRST = Instant.parse("2018-01-01T00:00:00Z");
    private static final List<String> OFFSETS = List.of("Z", "+01:00", "+05:30", "-08:00");
    private static final long HOUR = 3_600;
    private static final int DELIVERIES = 3;
    private static final int MOST_IN_A_REQUEST = 7;

    private final String name;
    private final Random random;
    private final FaultStaff staff;
    private final FaultOdoo odoo;
    private final long day;
    private final List<ObjectNode> rows = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();
    private final Map<String, String> causes = new HashMap<>();
    private final Map<String, Integer> entered = new HashMap<>();
    private final Set<ObjectNode> refused = new HashSet<>();
    private final List<String> answers = Collections.synchronizedList(new ArrayList<>());

    FaultRound(long seed, int number, Random random, FaultStaff staff, FaultOdoo odoo) {
        this.name = seed + "-" + number;
        this.random = random;
        this.staff = staff;
        this.odoo = odoo;
        this.day = FIRST.plus(LENGTH.multipliedBy(number)).getEpochSecond();
        staff.regulars().forEach(this::decide);
        if (random.nextInt(3) == 0) {
            stay(staff.archived(), at(8), at(9));
            causes.put(staff.archived(), "archived-employee");
        }
        if (random.nextInt(3) == 0) {
            enter(staff.forgetful(), at(7), null);
            event(staff.forgetful(), "in", at(8));
            causes.put(staff.forgetful(), "still-checked-in");
        }
        event(staff.regulars().get(0), "in", Instant.now().getEpochSecond() + 2 * HOUR);
        refused.add(rows.get(rows.size() - 1));
    }

    private long at(int hour) {
        return day + hour * HOUR;
    }

    private void decide(String badge) {
        long in = at(8) + random.nextInt(600);
        long out = in + 4 * HOUR;
        switch (random.nextInt(12)) {
            case 0 -> wrong(badge, in, in - HOUR, "check-out-before-check-in");
            case 1 -> wrong(badge, in, in + 40 * HOUR, "shift-too-long");
            case 2 -> {
                enter(badge, in - HOUR, in + HOUR);
                wrong(badge, in, out, "overlapping");
            }
            case 3 -> wrong("NOBODY" + name + badge, in, out, "unknown-employee");
            case 4 -> {
                event(badge, "out", out);
                causes.put(badge, "check-out-without-check-in");
            }
            case 5 -> {
                // Gone in the second of coming, which Odoo itself would take twice.
                stay(badge, in, in);
                expect(badge, in, in);
            }
            default -> {
                event(badge, "in", in);
                event(badge, "out", out);
                expect(badge, in, out);
                long again = random.nextBoolean() ? out : out + HOUR;
                stay(badge, again, again + 2 * HOUR);
                expect(badge, again, again + 2 * HOUR);
            }
        }
    }

    private void wrong(String badge, long in, long out, String cause) {
        stay(badge, in, out);
        causes.put(badge, cause);
    }

    private void enter(String badge, long in, Long out) {
        Instant end = out == null ? null : Instant.ofEpochSecond(out);
        entered.put(badge, odoo.enter(staff.employee(badge), Instant.ofEpochSecond(in), end));
    }

    private void expect(String badge, long in, long out) {
        expected.add(key(staff.employee(badge), Instant.ofEpochSecond(in), Instant.ofEpochSecond(out)));
    }

    static String key(long employee, Instant in, Instant out) {
        return employee + " " + in + " " + out;
    }

    private void stay(String badge, long in, long out) {
        row(badge).put("check_in", time(in)).put("check_out", time(out));
    }

    private void event(String badge, String type, long at) {
        row(badge).put("type", type).put("time", time(at));
    }

    private ObjectNode row(String badge) {
        ObjectNode row = JSON.createObjectNode().put("person_id", badge);
        rows.add(row);
        // Some terminals send no key: then the same said again is known by what it says.
        return random.nextInt(5) == 0 ? row : row.put("idempotency_key", key(rows.size() - 1));
    }

    private String key(int row) {
        return "campaign-" + name + "-" + row;
    }

    private String time(long seconds) {
        ZoneOffset offset = ZoneOffset.of(OFFSETS.get(random.nextInt(OFFSETS.size())));
        return Instant.ofEpochSecond(seconds).atOffset(offset).toString();
    }

    /** Each row comes three times, in any order, in requests of any size, to both hubs at once. */
    CompletableFuture<Void> deliver(FaultTerminals terminals, ExecutorService threads) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < DELIVERIES; i++) {
            List<List<ObjectNode>> requests = requests();
            Duration delay = Duration.ofMillis(random.nextInt(1 + i * 400));
            int hub = i;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        FaultPlan.pause(delay);
                        requests.forEach(request -> send(terminals, request, hub));
                    },
                    threads));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private List<List<ObjectNode>> requests() {
        List<ObjectNode> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        List<List<ObjectNode>> requests = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + random.nextInt(MOST_IN_A_REQUEST));
            requests.add(shuffled.subList(from, to));
            from = to;
        }
        return requests;
    }

    private void send(FaultTerminals terminals, List<ObjectNode> request, int hub) {
        try {
            JsonNode results = terminals.send(request.toString(), hub);
            for (int i = 0; i < request.size(); i++) {
                String status = results.path(i).path("status").asText();
                boolean wanted = refused.contains(request.get(i));
                if (status.equals("rejected") != wanted || status.isEmpty()) {
                    answers.add("row " + request.get(i) + " was answered " + results.path(i));
                }
            }
        } catch (IllegalStateException refusal) {
            answers.add("request " + request + " failed: " + refusal.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Compares what Odoo and the hub hold with what was decided. */
    FaultOutcome check(FaultLedger ledger) {
        Instant from = Instant.ofEpochSecond(day);
        Instant to = from.plus(LENGTH);
        Map<String, Integer> held = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (FaultOdoo.Stay stay : odoo.stays(staff.employees(), from, to)) {
            if (!entered.containsValue(stay.id())) {
                held.merge(key(stay.employee(), stay.in(), stay.out()), 1, Integer::sum);
                ids.add(stay.id() + " " + key(stay.employee(), stay.in(), stay.out()));
            }
        }
        FaultOutcome outcome = new FaultOutcome(expected.size(), causes.size());
        expected.stream().filter(one -> !held.containsKey(one)).forEach(outcome.lost()::add);
        held.entrySet().stream().filter(one -> one.getValue() > 1).forEach(one -> outcome.doubled()
                .add(one.toString()));
        held.keySet().stream().filter(one -> !expected.contains(one)).forEach(one -> outcome.wrong()
                .add("not to be in Odoo: " + one));
        Map<String, String> dead = ledger.deadLetters(from, to);
        if (!dead.equals(causes)) {
            outcome.causes().add("dead letters " + dead + " instead of " + causes);
        }
        Set<String> pushed = ledger.pushed(from, to);
        if (!pushed.equals(ids)) {
            outcome.wrong().add("the hub knows of " + pushed + ", and Odoo holds " + ids);
        }
        outcome.wrong().addAll(answers);
        return outcome;
    }

    /** Removes what would be in the way of later rounds. */
    void clean() {
        Integer open = entered.get(staff.forgetful());
        if (open != null) {
            odoo.delete(open);
        }
    }

    /** Odoo's form of a time. */
    static String datetime(Instant time) {
        return ODOO.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /** An instant from Odoo's form. */
    static Instant instant(String datetime) {
        return LocalDateTime.parse(datetime, ODOO).toInstant(ZoneOffset.UTC);
    }
}
