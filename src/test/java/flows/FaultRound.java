package flows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** The attendances of one day of a {@link FaultCampaign}: most of them good, some wrong in a known way. */
final class FaultRound {
    private static final int PERSONS = 12;
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;

    private final int number;
    private final long day;
    private final Random random;
    private final PracticeOdoo odoo;
    private final JdbcClient jdbc;
    private final List<String> rows = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();
    private final Map<String, String> causes = new HashMap<>();
    private final Set<Integer> foreign = new HashSet<>();

    FaultRound(int number, Random random, PracticeOdoo odoo, JdbcClient jdbc) {
        this.number = number;
        this.random = random;
        this.odoo = odoo;
        this.jdbc = jdbc;
        this.day = FIRST.getEpochSecond() + number * 4 * DAY;
    }

    /** Decides what comes, and what of it is wrong. */
    void prepare() {
        for (int i = 0; i < PERSONS; i++) {
            String badge = "EMP" + i;
            int employee = person(badge);
            long in = day + 8 * HOUR + i * 60;
            long out = in + 4 * HOUR;
            switch (random.nextInt(10)) {
                case 0 -> {
                    stay(badge, in, in - HOUR);
                    causes.put(badge, "check-out-before-check-in");
                }
                case 1 -> {
                    stay(badge, in, in + 40 * HOUR);
                    causes.put(badge, "shift-too-long");
                }
                case 2 -> {
                    foreign.add(odoo.create(
                            "hr.attendance",
                            Map.of(
                                    "employee_id",
                                    employee,
                                    "check_in",
                                    text(in - HOUR),
                                    "check_out",
                                    text(in + HOUR))));
                    stay(badge, in, out);
                    causes.put(badge, "overlapping");
                }
                case 3 -> {
                    stay("NOBODY" + number + "X" + i, in, out);
                    causes.put("NOBODY" + number + "X" + i, "unknown-employee");
                }
                default -> {
                    event(badge, "in", in);
                    event(badge, "out", out);
                    expected.add(employee + " " + in + " " + out);
                    stay(badge, out + HOUR, out + 3 * HOUR);
                    expected.add(employee + " " + (out + HOUR) + " " + (out + 3 * HOUR));
                }
            }
        }
    }

    private int person(String badge) {
        return jdbc.sql("SELECT odoo_employee_id FROM persons WHERE person_id = ?")
                .param(badge)
                .query(Integer.class)
                .optional()
                .orElseGet(() -> hire(badge));
    }

    private int hire(String badge) {
        int employee = odoo.create("hr.employee", Map.of("name", badge, "barcode", badge));
        jdbc.sql("WITH one AS (INSERT INTO persons (person_id, name, odoo_employee_id)"
                        + " VALUES (:badge, :badge, :employee) RETURNING id)"
                        + " INSERT INTO person_badge (badge, person) SELECT :badge, id FROM one")
                .param("badge", badge)
                .param("employee", employee)
                .update();
        return employee;
    }

    private void stay(String badge, long in, long out) {
        rows.add("{\"person_id\":\"" + badge + "\",\"kind\":\"stay\",\"at\":" + in + ",\"check_out\":" + out + "}");
    }

    private void event(String badge, String kind, long at) {
        rows.add("{\"person_id\":\"" + badge + "\",\"kind\":\"" + kind + "\",\"at\":" + at + "}");
    }

    /** Everything comes, in any order and in several requests; a request that fails is sent again. */
    void deliver() {
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        for (int from = 0; from < shuffled.size(); from += 7) {
            List<String> some = shuffled.subList(from, Math.min(shuffled.size(), from + 7));
            List<String> numbered = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                numbered.add(some.get(i).replaceFirst("\\{", "{\"i\":" + i + ","));
            }
            take(numbered.toString());
        }
    }

    private void take(String request) {
        for (int tries = 0; ; tries++) {
            try {
                jdbc.sql("SELECT * FROM attendance_take('default', 'rest', ?::json)")
                        .param(request)
                        .query()
                        .listOfRows();
                return;
            } catch (DataAccessException e) {
                if (tries > 100) {
                    throw e;
                }
                org.awaitility.Awaitility.await()
                        .pollDelay(java.time.Duration.ofMillis(100))
                        .until(() -> true);
            }
        }
    }

    /** Compares Odoo and the dead letters with what was decided. */
    void check(List<String> losses, List<String> doubles, List<String> others) {
        Map<String, Integer> held = new HashMap<>();
        for (int id : odoo.ids("hr.attendance")) {
            Map<String, Object> record = odoo.record("hr.attendance", id);
            long in = ((Instant) record.get("check_in")).getEpochSecond();
            if (in >= day && in < day + 4 * DAY && !foreign.contains(id)) {
                Instant out = (Instant) record.get("check_out");
                held.merge(
                        record.get("employee_id") + " " + in + " " + (out == null ? "-" : out.getEpochSecond()),
                        1,
                        Integer::sum);
            }
        }
        expected.stream()
                .filter(one -> !held.containsKey(one))
                .forEach(one -> losses.add("round " + number + ": " + one));
        held.forEach((one, times) -> {
            if (times > 1) {
                doubles.add("round " + number + ": " + one);
            }
            if (!expected.contains(one)) {
                others.add("round " + number + ": not to be in Odoo: " + one);
            }
        });
        Map<String, String> dead = new HashMap<>();
        jdbc.sql("SELECT a.person_id, o.cause FROM outbox o JOIN attendance a ON a.id = o.subject"
                        + " WHERE o.status = 'dead' AND a.at >= to_timestamp(?) AND a.at < to_timestamp(?)")
                .params(day, day + 4 * DAY)
                .query(row -> {
                    dead.put(row.getString(1), row.getString(2));
                });
        if (!dead.equals(causes)) {
            others.add("round " + number + ": dead letters " + dead + " instead of " + causes);
        }
    }

    private static String text(long seconds) {
        return Instant.ofEpochSecond(seconds).toString().replace("T", " ").replace("Z", "");
    }

    @Override
    public String toString() {
        return expected.size() + " attendances, " + causes.size() + " wrong ones";
    }
}
