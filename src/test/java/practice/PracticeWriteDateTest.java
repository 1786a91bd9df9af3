package practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PracticeWriteDateTest {
    private static final Instant STORED = Instant.parse("2026-02-03T16:01:35.358977Z");
    private PracticeOdoo odoo;
    private Client client;

    private void pose(int version) {
        odoo = PracticeOdoo.builder().version(version).start();
        odoo.clock().set(STORED);
        client = new Client(odoo);
    }

    @AfterEach
    void stop() {
        odoo.close();
    }

    @ParameterizedTest
    @CsvSource({
        ">, 2026-02-03 16:01:35, false, true",
        ">=, 2026-02-03 16:01:35, true, true",
        "=, 2026-02-03 16:01:35, true, false",
        "<=, 2026-02-03 16:01:35, true, false",
        ">, 2026-02-03 16:01:35.358, false, true",
        "=, 2026-02-03 16:01:35.358977, true, true",
        "<, 2026-02-03 16:01:36, true, true",
        ">, 2026-02-03, false, false",
        ">=, 2026-02-03T16:01:35, true, true"
    })
    void versionsCompareSecondsAndMicroseconds(String operator, String value, boolean on19, boolean on14) {
        for (int version : new int[] {19, 14}) {
            pose(version);
            odoo.create("res.partner", Map.of("name", "Ines", "ref", "W"));
            String domain = "[['ref','=','W'],['write_date','" + operator + "','" + value + "']]";
            assertThat(client.rpc("res.partner", "search_count", "[" + domain + "]", "{}")
                                    .get("result")
                                    .asInt()
                            == 1)
                    .as("on " + version)
                    .isEqualTo(version == 19 ? on19 : on14);
            assertThat(client.rpc("res.partner", "search_read", "[[['ref','=','W']],['write_date']]", "{}")
                            .at("/result/0/write_date")
                            .asText())
                    .isEqualTo("2026-02-03 16:01:35");
            odoo.close();
        }
    }

    @Test
    void aTransactionIsStampedAtItsBeginAndSeenAtItsEnd() {
        pose(19);
        PracticeTransaction slow = odoo.begin();
        int early = slow.create("res.partner", Map.of("name", "Slow"));
        slow.write("res.partner", 1, Map.of("ref", "SLOW"));
        odoo.clock().advance(Duration.ofSeconds(30));
        int late = odoo.create("res.partner", Map.of("name", "Quick"));
        assertThat(late).isGreaterThan(early);
        assertThat(odoo.record("res.partner", early)).isNull();
        assertThat(odoo.record("res.partner", 1).get("ref")).isNull();
        slow.commit();
        assertThat(odoo.record("res.partner", early)).containsEntry("write_date", STORED);
        assertThat(odoo.record("res.partner", 1))
                .containsEntry("write_date", STORED)
                .containsEntry("ref", "SLOW");
        assertThat(odoo.record("res.partner", late)).containsEntry("write_date", STORED.plusSeconds(30));
    }

    @Test
    void childrenFollowTheAddressOfTheirCompany() {
        pose(19);
        int child = odoo.create("res.partner", Map.of("name", "Rosa", "parent_id", 1));
        int elsewhere = odoo.create("res.partner", Map.of("name", "Stock", "parent_id", 1, "type", "delivery"));
        odoo.clock().advance(Duration.ofSeconds(5));
        odoo.write("res.partner", 1, Map.of("street", "1 Mill Lane"));
        assertThat(odoo.record("res.partner", child))
                .containsEntry("street", "1 Mill Lane")
                .containsEntry("write_date", STORED.plusSeconds(5));
        assertThat(odoo.record("res.partner", elsewhere)).containsEntry("write_date", STORED);
        odoo.write("res.partner", 1, Map.of("name", "Our Company"));
        assertThat(odoo.record("res.partner", child)).containsEntry("display_name", "Our Company, Rosa");
    }

    @Test
    void theDateHeaderIsTheServersClock() throws Exception {
        pose(19);
        assertThat(client.json2("res.partner/search_count", "{\"domain\":[]}")
                        .headers()
                        .firstValue("Date"))
                .contains("Tue, 03 Feb 2026 16:01:35 GMT");
    }

    @Test
    void aBadRowUndoesTheWholeBatch() {
        pose(19);
        int employee = odoo.create("hr.employee", Map.of("name", "Emil"));
        String good =
                "{'employee_id':" + employee + ",'check_in':'2026-01-05 08:00:00','check_out':'2026-01-05 17:00:00'}";
        String overlapping = "{'employee_id':" + employee + ",'check_in':'2026-01-05 09:00:00'}";
        assertThat(client.call("hr.attendance/create", "{'vals_list':[" + good + "," + overlapping + "]}")
                        .get("name")
                        .asText())
                .isEqualTo("odoo.exceptions.ValidationError");
        assertThat(odoo.count("hr.attendance")).isZero();
        assertThat(client.call("hr.attendance/create", "{'vals_list':" + good + "}")
                        .get(0)
                        .asInt())
                .isGreaterThan(2);
        assertThat(odoo.record("hr.attendance", odoo.ids("hr.attendance").get(0))
                        .get("worked_hours"))
                .isEqualTo(8.0);
        assertThat(List.of(odoo.count("hr.attendance"))).containsExactly(1);
    }
}
