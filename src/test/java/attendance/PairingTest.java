package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import hub.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever the order, the portions and the repetitions in which events arrive, the attendances are those of the events in
 * order. The oracle pairs in memory; badges become known while the events come in.
 */
@HubTest
class PairingTest {
    private enum Kind {
        IN,
        OUT
    }

    private record Event(String person, Kind kind, long at) {}

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theOrderInWhichEventsArriveDoesNotMatter(long seed) {
        Random random = new Random(seed);
        database.clean();
        person("A");
        person("B");
        List<Event> events = new ArrayList<>();
        for (String person : List.of("A", "B", "LATE", "NOBODY")) {
            IntStream.range(0, 1 + random.nextInt(14))
                    .forEach(i -> events.add(new Event(
                            person,
                            random.nextBoolean() ? Kind.IN : Kind.OUT,
                            1_700_000_000L + random.nextInt(12) * 3600L)));
        }
        List<Event> thrice = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> thrice.addAll(events));
        Collections.shuffle(thrice, random);
        int known = random.nextInt(thrice.size());
        boolean late = false;
        for (int from = 0; from < thrice.size(); ) {
            int to = Math.min(thrice.size(), from + 1 + random.nextInt(20));
            take(thrice.subList(from, to));
            from = to;
            if (!late && from > known) {
                late = true;
                person("LATE");
                jdbc.sql("SELECT attendance_badges_known('default', '{LATE}')")
                        .query(Long.class)
                        .single();
            }
        }

        assertThat(attendances()).isEqualTo(oracle(new HashSet<>(events)));
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM attendance a FULL JOIN outbox o ON o.subject = a.id AND o.lane = a.lane"
                                        + " WHERE a.id IS NULL OR o.id IS NULL")
                        .query(Long.class)
                        .single())
                .as("each attendance is in the outbox, in its lane")
                .isZero();
        assertThat(jdbc.sql("SELECT DISTINCT o.cause FROM attendance a JOIN outbox o ON o.subject = a.id"
                                + " WHERE a.person_id = 'NOBODY'")
                        .query(String.class)
                        .list())
                .containsExactly("unknown-employee");
    }

    private void person(String badge) {
        jdbc.sql(
                        "WITH p AS (INSERT INTO persons (person_id, name, odoo_employee_id) VALUES (?, 'x', hashtext(?)) RETURNING id)"
                                + " INSERT INTO person_badge (badge, person) SELECT ?, id FROM p")
                .params(badge, badge, badge)
                .update();
    }

    private void take(List<Event> events) {
        String rows = IntStream.range(0, events.size())
                .mapToObj(i -> "{\"i\":%d,\"person_id\":\"%s\",\"kind\":\"%s\",\"at\":%d}"
                        .formatted(
                                i,
                                events.get(i).person(),
                                events.get(i).kind().name().toLowerCase(),
                                events.get(i).at()))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM attendance_take('default', 'rest', ?::json) WHERE r_status <> 'rejected'")
                        .param(rows)
                        .query(Integer.class)
                        .single())
                .isEqualTo(events.size());
    }

    private List<String> attendances() {
        return jdbc
                .sql("SELECT concat_ws(' ', person_id, coalesce(extract(epoch FROM check_in)::bigint::text, '-'),"
                        + " coalesce(extract(epoch FROM check_out)::bigint::text, '-')) FROM attendance")
                .query(String.class)
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private static List<String> oracle(Set<Event> events) {
        Map<String, TreeMap<Long, EnumSet<Kind>>> lanes = new TreeMap<>();
        events.forEach(e -> lanes.computeIfAbsent(e.person(), any -> new TreeMap<>())
                .computeIfAbsent(e.at(), any -> EnumSet.noneOf(Kind.class))
                .add(e.kind()));
        List<String> attendances = new ArrayList<>();
        lanes.forEach((person, moments) -> {
            Long since = null;
            boolean there = false;
            for (Map.Entry<Long, EnumSet<Kind>> moment : moments.entrySet()) {
                List<Kind> order = new ArrayList<>(moment.getValue());
                if (there) {
                    Collections.reverse(order);
                }
                for (Kind kind : order) {
                    if (since != null) {
                        attendances.add(person + " " + since + " " + (kind == Kind.OUT ? moment.getKey() : "-"));
                    } else if (kind == Kind.OUT) {
                        attendances.add(person + " - " + moment.getKey());
                    }
                    since = kind == Kind.IN ? moment.getKey() : null;
                }
                there = since != null;
            }
            if (since != null) {
                attendances.add(person + " " + since + " -");
            }
        });
        return attendances.stream().sorted().toList();
    }
}
