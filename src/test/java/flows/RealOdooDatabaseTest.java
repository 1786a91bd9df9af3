package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubTest;
import hub.TestDatabase;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import odoo.RealOdoo;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import routes.FlowRunner;
import sync.RunFigures;
import sync.RunMode;
import sync.RunTrigger;

/** Customers after a pull from a real Odoo equal what plain SQL finds in Odoo's own database, rule by rule and row by row. */
@HubTest
@Tag("real-odoo")
@EnabledIfEnvironmentVariable(named = OdooDatabase.VARIABLE, matches = ".+")
class RealOdooDatabaseTest {
    private static final String FIT =
            " FROM res_partner p WHERE p.active AND p.parent_id IS NULL AND btrim(coalesce(p.email, '')) <> ''";

    @Autowired
    private FlowRunner runner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CamelContext camel;

    @Autowired
    private DataSource dataSource;

    private RunFigures figures;

    @BeforeEach
    void pull() {
        TestDatabase.clean(dataSource);
        RealOdoo.connect(camel);
        figures = runner.run("customers", RunMode.FULL, RunTrigger.COMMAND).getFigures();
    }

    @Test
    void figuresEqualCountsByEachRule() {
        assertThat(figures.read()).isEqualTo(OdooDatabase.count("SELECT count(*) FROM res_partner"));
        assertThat(figures.skipped().getOrDefault("archived", 0L))
                .isEqualTo(OdooDatabase.count("SELECT count(*) FROM res_partner WHERE active IS NOT TRUE"));
        assertThat(figures.skipped().getOrDefault("child_contact", 0L))
                .isEqualTo(
                        OdooDatabase.count("SELECT count(*) FROM res_partner WHERE active AND parent_id IS NOT NULL"));
        assertThat(figures.skipped().getOrDefault("no_email", 0L))
                .isEqualTo(OdooDatabase.count("SELECT count(*) FROM res_partner WHERE active AND parent_id IS NULL"
                        + " AND btrim(coalesce(email, '')) = ''"));
        assertThat(figures.created())
                .as("one customer an address")
                .isEqualTo(OdooDatabase.count("SELECT count(DISTINCT lower(btrim(p.email)))" + FIT));
        assertThat(figures.rejected())
                .as("partners whose address an earlier one has")
                .isEqualTo(OdooDatabase.count("SELECT count(*) - count(DISTINCT lower(btrim(p.email)))" + FIT));
    }

    @Test
    void everyColumnEqualsOdoosOwn() throws Exception {
        List<Map<String, Object>> expected = OdooDatabase.rows("SELECT DISTINCT ON (lower(btrim(p.email))) p.id,"
                + " p.name, lower(btrim(p.email)) AS email, nullif(p.phone, '') AS phone, nullif(p.street, '') AS street,"
                + " nullif(p.street2, '') AS street2, nullif(p.city, '') AS city, nullif(p.zip, '') AS zip,"
                + " (SELECT s.name FROM res_country_state s WHERE s.id = p.state_id) AS state,"
                + " (SELECT c.name ->> 'en_US' FROM res_country c WHERE c.id = p.country_id) AS country,"
                + " nullif(p.website, '') AS website, nullif(p.vat, '') AS vat_number, nullif(p.ref, '') AS reference,"
                + " CASE WHEN p.is_company THEN 'company' ELSE 'individual' END AS type"
                + FIT + " ORDER BY lower(btrim(p.email)), p.id");
        String stored = jdbc.sql(
                        "SELECT json_agg(q) FROM (SELECT odoo_partner_id AS id, name, email, phone, street, street2,"
                                + " city, zip, state, country, website, vat_number, reference, type FROM customers"
                                + " WHERE odoo_status = 'linked') q")
                .query(String.class)
                .single();

        assertThat(new ObjectMapper().readValue(stored, List.class))
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf((List) expected);
    }
}
