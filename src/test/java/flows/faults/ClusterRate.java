package flows.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hub.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.Fault;

/** Attendances a second from the first request of a terminal to the last one in Odoo, with 1, 2 and 3 hubs on one database. */
final class ClusterRate {
    /** So many that hubs need not wait for each other's: nobody's attendances are in two batches at a time. */
    private static final int PEOPLE = 240;

    private static final int ROWS = 4_800;
    private static final int REQUEST = 120;
    private static final Duration CALL = Duration.ofMillis(100);
    private static final Instant FIRST = Instant.parse("2018-01-01T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClusterRate() {}

    public static void main(String[] args) throws InterruptedException {
        double one = 0;
        for (int hubs = 1; hubs <= ClusterCampaign.HUBS; hubs++) {
            double rate = rate(hubs);
            one = hubs == 1 ? rate : one;
            System.out.printf("%d hub(s): %.0f attendances/s, %.2f times one hub's%n", hubs, rate, rate / one);
        }
        System.exit(0);
    }

    private static double rate(int count) throws InterruptedException {
        TestDatabase database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        FaultLedger ledger = new FaultLedger(jdbc);
        try (PracticeFaultOdoo odoo = new PracticeFaultOdoo();
                FaultHubs hubs = new FaultHubs(
                        database, odoo, count, Map.of("HUB_CLUSTER_ENABLED", "true", "HUB_MIRROR_ENABLED", "false"))) {
            FaultStaff staff = new FaultStaff("R" + count, odoo, jdbc, PEOPLE);
            FaultTerminals terminals = new FaultTerminals(hubs, hubs.key());
            send(terminals, staff, count, 0, staff.regulars().size());
            settle(ledger);
            odoo.practice()
                    .misbehave(Fault.delay(CALL).on("hr.attendance", "create").times(Integer.MAX_VALUE));
            long start = System.nanoTime();
            send(terminals, staff, count, 1, ROWS);
            settle(ledger);
            return ROWS / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void send(FaultTerminals terminals, FaultStaff staff, int hubs, int first, int rows)
            throws InterruptedException {
        ArrayNode request = JSON.createArrayNode();
        for (int i = 0; i < rows; i++) {
            int people = staff.regulars().size();
            Instant in = FIRST.plus(Duration.ofDays(first + i / people));
            request.addObject()
                    .put("person_id", staff.regulars().get(i % people))
                    .put("check_in", in.toString())
                    .put("check_out", in.plusSeconds(30).toString());
            if (request.size() == REQUEST || i == rows - 1) {
                terminals.send(request.toString(), i / REQUEST % hubs);
                request = JSON.createArrayNode();
            }
        }
    }

    private static void settle(FaultLedger ledger) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .until(ledger::isSettled);
    }
}
