package hub;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import accounts.sessions.OdooSessionFilter;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** What the page of operators needs of the REST interface, with the session in place of a password. */
@HubTest
class OpsRestTest {
    private static final String FLOWS = "/api/v1/sync/flows";
    private static final String RUNS = FLOWS + "/countries/runs";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    HubHttp http;
    OpsSession session;

    @BeforeEach
    void signIn() {
        http = new HubHttp(port);
        session = OpsSession.open(http);
        session.signIn(HubTest.ADMIN, HubTest.PASSWORD);
        // Signing in takes the CSRF token away; the next page brings a new one.
        session.get("/ops");
    }

    @Test
    void thePageIsForThoseWhoAreSignedIn() {
        assertThat(session.get("/ops").body()).contains("/ops/ops.js");
        var stranger = http.send(http.anonymous("/ops/ops.js"));
        assertThat(stranger.headers().firstValue("Location").orElse("")).endsWith("/ops/login");
    }

    @Test
    void theSessionLeavesThatOfAnOdooUserAlone() {
        assertThat(session.cookieNames()).contains("HUB_OPS_SESSION").doesNotContain(OdooSessionFilter.COOKIE);
    }

    @Test
    void theSessionReadsAndFlowsSayWhereOdooShowsTheirRecords() {
        JsonNode flows = json(session.get(FLOWS)).path("data");
        assertThat(flows).isNotEmpty().allSatisfy(flow -> assertThat(
                        flow.path("record_url").asText())
                .isEqualTo(
                        odoo.url() + "/web#id={id}&model=" + flow.path("model").asText() + "&view_type=form"));
    }

    @Test
    void theSessionStartsRunsOnlyWithTheCsrfToken() {
        assertProblem(session.send(run()), 403);
        assertProblem(session.send(run().header("X-XSRF-TOKEN", "guess")), 403);
        HttpResponse<String> started = session.send(run().header("X-XSRF-TOKEN", session.csrf()));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    }

    @Test
    void anotherSiteCannotUseTheSession() {
        assertProblem(session.send(http.anonymous(FLOWS).header("Sec-Fetch-Site", "cross-site")), 403);
    }

    @Test
    void whoSignedOutIsAStrangerAgain() {
        session.post("/ops/logout", "_csrf=" + session.csrf());
        assertProblem(session.get(FLOWS), 401);
        assertProblem(http.send(http.anonymous(FLOWS).header("Cookie", "HUB_OPS_SESSION=0123456789ABCDEF")), 401);
    }

    @Test
    void aPasswordInTheRequestCountsMoreThanTheSession() {
        assertProblem(session.send(http.as(HubTest.ADMIN, "guess", FLOWS)), 401);
    }

    @Test
    void openRejectsAreListedWhateverRunFoundThem() {
        long first = run("succeeded");
        long second = run("succeeded");
        reject(first, 71, "email_taken", false);
        reject(first, 72, "no_name", true);
        reject(second, 73, "email_taken", false);
        JsonNode answer = json(session.get(FLOWS + "/rejecting/rejects?limit=10"));
        assertThat(answer.path("data").findValues("odoo_id"))
                .extracting(JsonNode::asInt)
                .containsExactly(73, 71);
        assertThat(answer.path("next").isNull()).isTrue();
        JsonNode page = json(session.get(FLOWS + "/rejecting/rejects?limit=1"));
        assertThat(page.path("data").findValues("odoo_id"))
                .extracting(JsonNode::asInt)
                .containsExactly(73);
        JsonNode rest = json(session.get(
                FLOWS + "/rejecting/rejects?limit=1&before=" + page.path("next").asLong()));
        assertThat(rest.path("data").findValues("odoo_id"))
                .extracting(JsonNode::asInt)
                .containsExactly(71);
    }

    private java.net.http.HttpRequest.Builder run() {
        return http.anonymous(RUNS).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
    }

    private long run(String status) {
        return database.sql("INSERT INTO sync_run (flow, mode, trigger, status)"
                        + " VALUES ('rejecting', 'full', 'rest', :status) RETURNING id")
                .param("status", status)
                .query(Long.class)
                .single();
    }

    private void reject(long run, long odooId, String reason, boolean healed) {
        database.sql("INSERT INTO sync_reject (flow, odoo_id, reason, first_run, last_run, healed_at)"
                        + " VALUES ('rejecting', :id, :reason, :run, :run, CASE WHEN :healed THEN now() END)")
                .param("id", odooId)
                .param("reason", reason)
                .param("run", run)
                .param("healed", healed)
                .update();
    }
}
