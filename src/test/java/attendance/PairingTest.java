package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import attendance.PairingOracle.Kind;
import attendance.PairingOracle.Said;
import hub.HubTest;
import hub.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever the order, the portions and the repetitions in which events and stays arrive, and whichever way they are taken, the
 * attendances are those of everything in order. Badges become known while it comes in.
 */
@HubTest
class PairingTest {
    private static final long FIRST = 1_700_000_000L;

    /** How a request's rows are taken: events that go on where their lanes ended have a way of their own. */
    private static final String TAKE = "SELECT r_status FROM attendance_take('default', 'rest', ?::json)";

    private static final String TAKE_ANY = """
            SELECT r_status FROM attendance_take_any('default', 'rest', (
                SELECT array_agg(ROW(r.i, r.person_id, r.kind, to_timestamp(r.at), to_timestamp(r.check_out), NULL, r.key,
                                     attendance_lane(b.person, r.person_id))::attendance_row)
                FROM json_to_recordset(?::json) AS r(i int, person_id text, kind text, at float, check_out float, key text)
                LEFT JOIN person_badge b ON b.badge = r.person_id))
            """;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void theOrderInWhichEventsArriveDoesNotMatter(long seed) {
        Random random = new Random(seed);
        Set<Said> everything = everything(random);
        List<Said> inOrder = new ArrayList<>(everything);
        inOrder.sort(Comparator.comparingLong(Said::at).thenComparing(Said::kind));
        List<Said> shuffled = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> shuffled.addAll(everything));
        Collections.shuffle(shuffled, random);
        List<Said> again = new ArrayList<>(inOrder);
        again.addAll(inOrder.subList(inOrder.size() / 2, inOrder.size()));

        deliver(shuffled, 20, TAKE_ANY, random);
        assertThat(attendances()).isEqualTo(PairingOracle.attendances(everything));
        assertEachIsInTheOutbox();
        List<String> expected = stored();

        deliver(shuffled, 20, TAKE, random);
        assertThat(stored()).as("shuffled, three times").isEqualTo(expected);
        deliver(inOrder, 3, TAKE, random);
        assertThat(stored()).as("in order, a few at a time").isEqualTo(expected);
        deliver(again, 200, TAKE, random);
        assertThat(stored()).as("in order, many at a time, half of it again").isEqualTo(expected);
    }

    /** Most people come and go in turn, some at random; some are told as stays, too. */
    private static Set<Said> everything(Random random) {
        Set<Said> all = new LinkedHashSet<>();
        boolean inTurn = random.nextBoolean();
        boolean stays = random.nextBoolean();
        for (String person : List.of("A", "B", "LATE", "NOBODY")) {
            long at = FIRST;
            for (int i = random.nextInt(14); i >= 0; i--) {
                at = inTurn ? at + (random.nextInt(10) == 0 ? 0 : 3600L) : FIRST + random.nextInt(12) * 3600L;
                boolean in = inTurn ? i % 2 == 0 || random.nextInt(10) == 0 : random.nextBoolean();
                all.add(new Said(person, in ? Kind.IN : Kind.OUT, at, null));
                if (stays && random.nextInt(3) == 0) {
                    all.add(new Said(person, Kind.STAY, at, at + random.nextInt(6) * 3600L));
                }
            }
        }
        return all;
    }

    private void deliver(List<Said> said, int most, String take, Random random) {
        database.clean();
        person("A");
        person("B");
        int known = random.nextInt(said.size());
        boolean late = false;
        for (int from = 0; from < said.size(); ) {
            int to = Math.min(said.size(), from + 1 + random.nextInt(most));
            take(said.subList(from, to), take);
            from = to;
            if (!late && from > known) {
                late = true;
                person("LATE");
                jdbc.sql("SELECT attendance_badges_known('default', '{LATE}')")
                        .query(Long.class)
                        .single();
            }
        }
    }

    private void person(String badge) {
        jdbc.sql(
                        "WITH p AS (INSERT INTO persons (person_id, name, odoo_employee_id) VALUES (?, 'x', hashtext(?)) RETURNING id)"
                                + " INSERT INTO person_badge (badge, person) SELECT ?, id FROM p")
                .params(badge, badge, badge)
                .update();
    }

    private void take(List<Said> said, String take) {
        String rows = IntStream.range(0, said.size())
                .mapToObj(i -> row(i, said.get(i)))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(jdbc.sql(take).param(rows).query(String.class).list())
                .hasSize(said.size())
                .doesNotContain("rejected");
    }

    private static String row(int i, Said one) {
        return "{\"i\":%d,\"person_id\":\"%s\",\"kind\":\"%s\",\"at\":%d,\"check_out\":%s,\"key\":\"%s\"}"
                .formatted(i, one.person(), one.kind().name().toLowerCase(), one.at(), one.until(), one);
    }

    private List<String> attendances() {
        return lines("SELECT concat_ws(' ', person_id, coalesce(extract(epoch FROM check_in)::bigint::text, '-'),"
                + " coalesce(extract(epoch FROM check_out)::bigint::text, '-')) FROM attendance");
    }

    /** Everything there is, apart from ids and the time of storing. */
    private List<String> stored() {
        List<String> all = new ArrayList<>(lines("""
                SELECT concat_ws('|', a.person_id, a.lane > 0, a.lane = o.lane, a.check_in, a.check_out, a.told, a.at, a.voided_at IS NULL,
                    'in ' || i.at, 'out ' || e.at, o.status, o.position, o.cause, o.detail, o.remedy)
                FROM attendance a LEFT JOIN outbox o ON o.subject = a.id
                LEFT JOIN attendance_event i ON i.id = a.in_event LEFT JOIN attendance_event e ON e.id = a.out_event
                """));
        all.addAll(lines("SELECT concat_ws('|', person_id, kind, at, settled, idempotency_key) FROM attendance_event"));
        return all;
    }

    private List<String> lines(String sql) {
        return jdbc.sql(sql).query(String.class).list().stream().sorted().toList();
    }

    private void assertEachIsInTheOutbox() {
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
}
