package changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import hub.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import routes.Flows;

/** Strangers hear of what is published, and of nothing else. */
@HubTest
class GatewayHearingTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @Autowired
    Flows flows;

    HubHttp http;

    @BeforeEach
    void nothingYet() {
        database.clean();
        http = new HubHttp(port);
    }

    @Test
    void aStrangerHearsOfPublishedEventsOnly() throws Exception {
        assumeThat(flows.all()).as("events are mirrored").anyMatch(flow -> flow.model()
                .equals("event.event"));
        try (Listener stranger = Listener.to(http.anonymous("/api/changes?models=event.event"))) {
            await().until(() -> stranger.last() != null);
            event(1, "{\"is_published\": true, \"active\": true}");
            event(2, "{\"is_published\": false, \"active\": true}");
            event(3, "{\"active\": true}");
            jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data)"
                            + " VALUES ('c7', 'event.event', 4, '{\"is_published\": true, \"active\": true}')")
                    .update();
            event(5, "{\"is_published\": true, \"active\": true}");
            await().until(() -> stranger.records().contains(5L));
            assertThat(stranger.records()).containsExactly(1L, 5L);
        }
    }

    @Test
    void aStrangerHearsOfNoOrdersAndPartners() {
        for (String models :
                new String[] {"sale.order", "res.partner", "event.event,res.partner", "hub.order", "x", ""}) {
            ProblemAssert.assertProblem(http.send(http.anonymous("/api/changes?models=" + models)), 401);
        }
    }

    private void event(int id, String data) {
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', 'event.event', ?, ?::jsonb)")
                .params(id, data)
                .update();
    }
}
