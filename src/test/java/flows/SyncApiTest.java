package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import practice.Fault;

/** Flows and runs as clients of the REST API and operators in Hawtio see them. */
class SyncApiTest extends FlowTest {
    @LocalServerPort
    private int port;

    private HubHttp http;

    @BeforeEach
    void client() {
        http = new HubHttp(port);
    }

    @Test
    void aRunIsStartedFollowedAndListed() {
        int id = partner("Ada", "ada@example.org");
        int twin = partner("Twin", "ada@example.org");

        HttpResponse<String> started = http.post("/api/v1/sync/flows/customers/runs", "{\"mode\":\"full\"}");

        assertThat(started.statusCode()).isEqualTo(202);
        String address = started.headers().firstValue("Location").orElseThrow();
        assertThat(HubHttp.json(started).path("href").asText()).isEqualTo(address);
        await().until(() ->
                !HubHttp.json(http.get(address)).path("status").asText().equals("running"));
        JsonNode run = HubHttp.json(http.get(address));
        assertThat(run.path("status").asText()).isEqualTo("succeeded");
        assertThat(run.path("mode").asText()).isEqualTo("full");
        assertThat(run.path("trigger").asText()).isEqualTo("rest");
        assertThat(run.path("read").asLong()).isEqualTo(run.path("expected").asLong());
        assertThat(run.path("rejected").asLong()).isEqualTo(1);
        JsonNode reject =
                HubHttp.json(http.get(address + "/rejects")).path("data").path(0);
        assertThat(reject.path("odoo_id").asInt()).isEqualTo(twin);
        assertThat(reject.path("reason").asText()).isEqualTo("email_taken");
        assertThat(reject.path("blocked_by").asInt()).isEqualTo(id);
    }

    @Test
    void callsToOdooAreMeasuredByOutcome() {
        partner("Ada", "ada@example.org");
        pull();
        odoo.misbehave(Fault.serverError(503).on("res.partner", "search"));
        http.post("/api/v1/sync/flows/customers/runs", "{\"mode\":\"full\"}");

        await().untilAsserted(() -> assertThat(http.get("/prometheus").body())
                .containsPattern(
                        "hub_odoo_calls_seconds_count\\{.*connection=\"default\",method=\"formatted_read_group\",model=\"res.partner\",outcome=\"succeeded\"} [1-9]")
                .containsPattern("hub_odoo_calls_seconds_count\\{.*method=\"search\",.*outcome=\"unavailable\"} [1-9]")
                .contains("hub_odoo_calls_seconds_bucket"));
    }

    @Test
    void flowsCarryTheirLastRun() {
        pull();

        JsonNode flows = HubHttp.json(http.get("/api/v1/sync/flows")).path("data");

        assertThat(flows.findValuesAsText("name")).contains("countries", "customers", "states");
        JsonNode customers = null;
        for (JsonNode flow : flows) {
            customers = flow.path("name").asText().equals("customers") ? flow : customers;
        }
        assertThat(customers.path("model").asText()).isEqualTo("res.partner");
        assertThat(customers.path("last_run").path("status").asText()).isEqualTo("succeeded");
        assertThat(customers.path("paused").asBoolean()).isFalse();
    }

    @Test
    void runsComeInPages() {
        pull();
        pull();
        pull();

        JsonNode first = HubHttp.json(http.get("/api/v1/sync/runs?flow=customers&limit=2"));
        JsonNode second = HubHttp.json(http.get("/api/v1/sync/runs?flow=customers&limit=2&before="
                + first.path("next").asLong()));

        assertThat(first.path("data")).hasSize(2);
        assertThat(second.path("data")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(HubHttp.json(http.get("/api/v1/sync/runs?status=failed")).path("data"))
                .isEmpty();
    }

    @Test
    void aSecondRunIsRefusedWhileOneIsUnderWay() {
        Fault held = odoo.misbehave(Fault.hang().onPages("res.partner"));
        String address = http.post("/api/v1/sync/flows/customers/runs", "")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        HttpResponse<String> second = http.post("/api/v1/sync/flows/customers/runs", "{}");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        held.clear();
        await().until(() ->
                HubHttp.json(http.get(address)).path("status").asText().equals("succeeded"));
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(http.get("/api/v1/sync/runs/987654").statusCode()).isEqualTo(404);
        assertThat(http.get("/api/v1/sync/runs/987654/rejects").statusCode()).isEqualTo(404);
        HttpResponse<String> flow = http.post("/api/v1/sync/flows/nonsense/runs", "{}");
        assertThat(flow.statusCode()).isEqualTo(404);
        assertThat(flow.body()).contains("customers").doesNotContain("nonsense");
    }

    @Test
    void whatDoesNotFitTheContractIsRefused() {
        assertThat(http.post("/api/v1/sync/flows/customers/runs", "{\"mode\":\"sideways\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.post("/api/v1/sync/flows/customers/runs", "{\"mode\":").statusCode())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/sync/runs?limit=501").statusCode()).isEqualTo(400);
        assertThat(http.get("/api/v1/sync/runs/abc").statusCode()).isEqualTo(400);
    }

    @Test
    void operatorsSeeAndSteerAFlowInHawtio() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName flow = new ObjectName("odoo-hub:type=Flow,name=customers");

        String answer = (String) server.invoke(flow, "runNow", new Object[0], new String[0]);

        assertThat(answer).startsWith("run ");
        await().until(() -> server.getAttribute(flow, "LastStatus").equals("succeeded"));
        assertThat((String) server.getAttribute(flow, "LastFigures")).contains("read 2");
        server.invoke(flow, "pause", new Object[0], new String[0]);
        assertThat(server.getAttribute(flow, "Paused")).isEqualTo(true);
        runner.scheduled("customers", "incremental", new java.util.Date());
        assertThat(lastRun()).containsEntry("trigger", "hawtio");
        server.invoke(flow, "resume", new Object[0], new String[0]);
        runner.scheduled("customers", "incremental", new java.util.Date());
        assertThat(lastRun()).containsEntry("trigger", "schedule").containsAllEntriesOf(Map.of("status", "succeeded"));
    }
}
