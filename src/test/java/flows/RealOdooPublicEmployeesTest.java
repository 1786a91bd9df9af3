package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubTest;
import hub.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooException;
import odoo.OdooProtocol;
import odoo.Secret;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** The flow employees on the Odoo that ODOO_URL names, with a user without HR rights who is made for it and removed. */
@HubTest
@Tag("real-odoo")
class RealOdooPublicEmployeesTest {
    private static final String MARK =
            "odoo-hub-" + UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    private FlowRunner runner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private DataSource dataSource;

    private OdooConnection administrator;
    private OdooConnection clerk;
    private long user;
    private long department;
    private long ada;
    private long ben;

    @BeforeEach
    void prepare() throws Exception {
        TestDatabase.clean(dataSource);
        Map<String, String> environment = System.getenv();
        String url = environment.get("ODOO_URL");
        String database = environment.get("ODOO_DB");
        administrator = new OdooConnection(
                "default", url, database, environment.get("ODOO_USERNAME"), Secret.of(environment.get("ODOO_API_KEY")));
        as(administrator);
        long internal = call(
                        "ir.model.data/search_read?fields=res_id",
                        null,
                        "[[\"module\",\"=\",\"base\"],[\"name\",\"=\",\"group_user\"]]")
                .get(0)
                .path("res_id")
                .asLong();
        String groups = call("res.users/fields_get", null, null).has("group_ids") ? "group_ids" : "groups_id";
        String password = UUID.randomUUID().toString();
        user = create(
                "res.users",
                Map.of(
                        "name",
                        MARK,
                        "login",
                        MARK,
                        "password",
                        password,
                        groups,
                        List.of(List.of(6, 0, List.of(internal)))));
        clerk = new OdooConnection(
                "default", url, database, MARK, Secret.of(password), OdooProtocol.JSONRPC, List.of());
        department = create("hr.department", Map.of("name", MARK));
        ada = create("hr.employee", Map.of("name", MARK + " Ada", "barcode", MARK.replace("-", "")));
        ben = create("hr.employee", Map.of("name", MARK + " Ben"));
    }

    @AfterEach
    void remove() throws Exception {
        as(administrator);
        call("hr.employee/unlink", "[" + ada + "," + ben + "]", null);
        call("hr.department/unlink", "[" + department + "]", null);
        try {
            call("res.users/unlink", "[" + user + "]", null);
        } catch (CamelExecutionException kept) {
            assertThat(kept.getCause()).isInstanceOf(OdooException.class);
            call("res.users/write", "{\"ids\":[" + user + "],\"vals\":{\"active\":false}}", null);
        }
    }

    @Test
    void whoMayNotReadEmployeesSeesThePublicProfilesAndEveryChangeOfThem() throws Exception {
        as(clerk);
        pull();
        assertThat(jdbc.sql("SELECT count(*) FROM persons WHERE odoo_status = 'linked'")
                        .query(Long.class)
                        .single())
                .isEqualTo(call("hr.employee.public/search", null, "[]").size());
        assertThat(person(ada))
                .as("who may not see badges knows employees by their ids")
                .containsEntry("person_id", "ODOO_" + ada)
                .containsEntry("name", MARK + " Ada")
                .containsEntry("department", null);

        as(administrator);
        write(ada, Map.of("name", MARK + " Adair"));
        write(ada, Map.of("department_id", department));
        write(ben, Map.of("active", false));
        as(clerk);
        pull();
        assertThat(person(ada)).containsEntry("name", MARK + " Adair").containsEntry("department", MARK);
        assertThat(person(ben)).containsEntry("odoo_status", "archived");

        as(administrator);
        pull();
        assertThat(person(ada)).containsEntry("person_id", MARK.replace("-", ""));
        as(clerk);
        pull();
        assertThat(person(ada))
                .as("a badge that was seen once stays")
                .containsEntry("person_id", MARK.replace("-", ""));
    }

    @Test
    void aDepartmentsNewNameIsNoticedThoughItLeavesTheWriteDate() throws Exception {
        pull();
        write(ada, Map.of("department_id", department));
        pull();
        assertThat(person(ada)).containsEntry("department", MARK);
        JsonNode before = call("hr.employee/read?fields=write_date", "[" + ada + "]", null);
        call("hr.department/write", "{\"ids\":[" + department + "],\"vals\":{\"name\":\"" + MARK + " 2\"}}", null);
        assertThat(call("hr.employee/read?fields=write_date", "[" + ada + "]", null))
                .isEqualTo(before);
        pull();
        assertThat(person(ada)).containsEntry("department", MARK + " 2");
    }

    private void pull() {
        runner.run("employees", RunMode.INCREMENTAL, RunTrigger.COMMAND);
    }

    private void as(OdooConnection who) {
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> who);
        component.forgetRefusal("default");
    }

    private Map<String, Object> person(long employee) {
        return jdbc.sql("SELECT * FROM persons WHERE odoo_employee_id = ?")
                .param(employee)
                .query()
                .singleRow();
    }

    private void write(long employee, Map<String, Object> values) throws Exception {
        call("hr.employee/write", text(Map.of("ids", List.of(employee), "vals", values)), null);
    }

    private long create(String model, Map<String, Object> values) throws Exception {
        return call(model + "/create", text(values), null).get(0).asLong();
    }

    private JsonNode call(String what, String body, String domain) throws Exception {
        String answer = domain == null
                ? template.requestBody("odoo:" + what, body, String.class)
                : template.requestBodyAndHeader("odoo:" + what, body, "CamelOdooDomain", domain, String.class);
        return answer == null ? null : new ObjectMapper().readTree(answer);
    }

    private static String text(Object value) throws Exception {
        return new ObjectMapper().writeValueAsString(value);
    }
}
