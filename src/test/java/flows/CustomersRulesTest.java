package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.PracticeOdooBuilder;
import practice.data.PracticeData;
import sync.RunFigures;

/** Which partners become customers, and what their rows say. */
class CustomersRulesTest extends FlowTest {

    @Override
    protected PracticeOdooBuilder practice() {
        return super.practice().seed(PracticeData.seedOne());
    }

    @Test
    void everyCustomerOfTheSeedArrives() {
        RunFigures figures = pull();

        assertThat(figures.read()).isEqualTo(468);
        assertThat(figures.created()).isEqualTo(352);
        assertThat(figures.skippedTotal()).isEqualTo(116);
        assertThat(figures.rejected()).isZero();
        assertEqualToSource();
        assertThat(jdbc.sql("SELECT DISTINCT account_number ~ '^CUST-[A-Z0-9]{13}$' FROM customers")
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    @Test
    void aSecondPullWithNothingNewAsksAtMostTwiceAndWritesNothing() {
        odoo.clock().set(java.time.Instant.now().minusSeconds(7200));
        odoo.ids("res.partner")
                .forEach(id -> odoo.write("res.partner", id, Map.of("comment", "older than the overlap")));
        odoo.clock().run();
        odoo.clock().advance(java.time.Duration.ofHours(2));
        pull();
        String before = customersAsWritten();
        long lines = logLines();
        odoo.calls().clear();

        RunFigures figures = pull();

        assertThat(figures.read()).isZero();
        assertThat(odoo.calls().count()).isLessThanOrEqualTo(2);
        assertThat(customersAsWritten()).isEqualTo(before);
        assertThat(logLines()).isEqualTo(lines);
    }

    @Test
    void unchangedRowsAreReadButNotWritten() {
        pull();
        String before = customersAsWritten();

        RunFigures figures = pull();

        assertThat(figures.unchanged()).isEqualTo(352);
        assertThat(figures.updated()).isZero();
        assertThat(customersAsWritten()).isEqualTo(before);
    }

    @Test
    void aRowTakesEveryFieldAndTheNamesOfCountryAndState() {
        int country = odoo.create("res.country", Map.of("name", "Freedonia", "code", "FX"));
        int state = odoo.create("res.country.state", Map.of("name", "Sylvania", "code", "SY", "country_id", country));
        int id = partner(
                "Rufus Ltd",
                "rufus@example.org",
                Map.ofEntries(
                        Map.entry("is_company", true),
                        Map.entry("phone", "+1 555 0100"),
                        Map.entry("street", "1 Main Street"),
                        Map.entry("street2", "Floor 2"),
                        Map.entry("city", "Freedom City"),
                        Map.entry("zip", "12 345"),
                        Map.entry("country_id", country),
                        Map.entry("state_id", state),
                        Map.entry("website", "http://rufus.example.org"),
                        Map.entry("vat", "FX123"),
                        Map.entry("ref", "R-1")));
        pull();

        assertThat(customer(id))
                .containsEntry("name", "Rufus Ltd")
                .containsEntry("email", "rufus@example.org")
                .containsEntry("type", "company")
                .containsEntry("phone", "+1 555 0100")
                .containsEntry("street", "1 Main Street")
                .containsEntry("street2", "Floor 2")
                .containsEntry("city", "Freedom City")
                .containsEntry("zip", "12 345")
                .containsEntry("country", "Freedonia")
                .containsEntry("state", "Sylvania")
                .containsEntry("website", "http://rufus.example.org")
                .containsEntry("vat_number", "FX123")
                .containsEntry("reference", "R-1")
                .containsEntry("account_status", "active")
                .containsEntry("odoo_status", "linked");
    }

    @Test
    void addressesAreTakenOutOfWhatPeopleType() {
        Map<String, String> typed = new HashMap<>();
        typed.put("  Spaced@Example.ORG ", "spaced@example.org");
        typed.put("\"Doe, John\" <john.doe@example.org>", "john.doe@example.org");
        typed.put("first@example.org; second@example.org", "first@example.org");
        typed.put("not one, but@example.org", "but@example.org");
        typed.put("m\u00fcller@b\u00fccher.example", "m\u00fcller@b\u00fccher.example");
        Map<Integer, String> expected = new HashMap<>();
        typed.forEach((raw, email) -> expected.put(partner("P", raw), email));
        int invalid = partner("Nobody", "a@b@c..d");

        assertThat(pull().rejected()).isEqualTo(1);

        expected.forEach((id, email) -> assertThat(customer(id)).containsEntry("email", email));
        assertThat(openRejects()).singleElement().satisfies(r -> assertThat(r)
                .containsEntry("reason", "invalid_email")
                .containsEntry("name", "Nobody"));
        odoo.write("res.partner", invalid, Map.of("email", "mended@example.org"));
        assertThat(pull().healed()).isEqualTo(1);
        assertThat(openRejects()).isEmpty();
        assertThat(customer(invalid)).containsEntry("email", "mended@example.org");
    }

    @Test
    void whatIsLocalIsNeverTouched() {
        int id = partner("Old name", "keeper@example.org");
        pull();
        jdbc.sql("UPDATE customers SET password = 'hash', email_verified_at = now(), account_status = 'blocked'"
                        + " WHERE odoo_partner_id = ?")
                .param(id)
                .update();
        Map<String, Object> before = customer(id);
        odoo.write("res.partner", id, Map.of("name", "New name"));

        assertThat(pull().updated()).isEqualTo(1);

        for (String column : new String[] {"id", "account_number", "password", "email_verified_at", "account_status"}) {
            assertThat(customer(id)).containsEntry(column, before.get(column));
        }
        assertThat(customer(id)).containsEntry("name", "New name");
    }

    @Test
    void strangeTextArrivesAsItIs() {
        String huge = "x".repeat(100_000);
        int big = partner(huge, "big@example.org");
        int odd = partner("<b>\u05e9\u05dc\u05d5\u05dd</b> \ud83d\ude80 \"x\": false, \\", "odd@example.org");

        assertThat(pull().rejected()).isZero();

        assertThat(customer(big)).containsEntry("name", huge);
        assertThat(customer(odd))
                .containsEntry("name", "<b>\u05e9\u05dc\u05d5\u05dd</b> \ud83d\ude80 \"x\": false, \\");
    }

    @Test
    void nulInAPageIsReplacedAndNothingElse() {
        String page = "[{\"a\": false, \"b\":false, \"c\": \"\\u0000\\u0000 \\\\u0000 \\\": false\"}]";

        String read = jdbc.sql("SELECT odoo_page(?)::text")
                .param(page.getBytes(StandardCharsets.UTF_8))
                .query(String.class)
                .single();

        assertThat(read).isEqualTo("[{\"a\": null, \"b\": null, \"c\": \"\\ufffd\\ufffd \\\\u0000 \\\": false\"}]");
    }

    private long logLines() {
        return jdbc.sql("SELECT count(*) FROM activity_log").query(Long.class).single();
    }

    private String customersAsWritten() {
        return jdbc.sql("SELECT md5(string_agg(xmin || ':' || ctid, ',' ORDER BY id)) FROM customers")
                .query(String.class)
                .single();
    }
}
