package changes;

import static org.assertj.core.api.Assertions.assertThat;
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

/** Strangers hear of what is published, and of nothing else. */
@HubTest
class GatewayHearingTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    HubHttp http;

    @BeforeEach
    void nothingYet() {
        database.clean();
        http = new HubHttp(port);
    }

    @Test
    void aStrangerHearsOfPublishedPostsOnly() throws Exception {
        try (Listener stranger = Listener.to(http.anonymous("/api/changes?models=blog.post"))) {
            await().until(() -> stranger.last() != null);
            post(1, true, "2026-01-05 08:00:00");
            post(2, false, "2026-01-05 08:00:00");
            post(3, true, "2099-01-05 08:00:00");
            jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data)"
                            + " SELECT 'c7', model, 4, data FROM mirror WHERE odoo_id = 1")
                    .update();
            post(5, true, "2026-01-05 08:00:00");
            await().until(() -> stranger.records().contains(5L));
            assertThat(stranger.records()).containsExactly(1L, 5L);
        }
    }

    @Test
    void aStrangerHearsOfNoOrdersAndPartners() {
        for (String models :
                new String[] {"sale.order", "res.partner", "blog.post,res.partner", "hub.order", "x", ""}) {
            ProblemAssert.assertProblem(http.send(http.anonymous("/api/changes?models=" + models)), 401);
        }
    }

    private void post(int id, boolean published, String date) {
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', 'blog.post', ?,"
                        + " jsonb_build_object('is_published', ?, 'active', true, 'post_date', ?::text))")
                .params(id, published, date)
                .update();
    }
}
