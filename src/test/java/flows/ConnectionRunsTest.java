package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.HubHttp;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import practice.Fault;
import practice.PracticeOdoo;
import realtime.Installation;
import realtime.Installation.Request;

/** Each connection is pulled by itself, and one that fails or hangs delays no other. */
class ConnectionRunsTest extends ConnectionRunsScene {
    @Autowired
    Installation installation;

    @LocalServerPort
    int port;

    @Test
    void eachConnectionIsPulledByItself() {
        String one = connect(user(), odoo);
        String two = connect(user(), other);
        tick();
        awaitSucceeded(one, "contacts");
        awaitSucceeded(one, "products");
        awaitSucceeded(two, "contacts");
        awaitSucceeded(two, "products");
        assertThat(contacts(one)).isEqualTo(odoo.count("res.partner"));
        assertThat(contacts(two)).isEqualTo(other.count("res.partner"));
        assertThat(texts("SELECT DISTINCT trigger FROM sync_run")).containsExactly("schedule");
        assertThat(texts("SELECT flow FROM connection_flow WHERE due_at <= now() + interval '1 hour' AND due_at > now()"
                        + " AND claim IS NULL AND failures = 0"))
                .hasSize(4);
        tick();
        assertThat(runs.getUnderWay()).as("nothing is due now").isZero();
    }

    @Test
    void whatAUsersOdooSaysIsReadAgainForThatUserAlone() {
        int person = odoo.create("res.partner", Map.of("name", "Before"));
        String hers = connect(user(), odoo);
        String others = connect(user(), odoo);
        tick();
        for (String key : List.of(hers, others)) {
            awaitSucceeded(key, "contacts");
            awaitSucceeded(key, "products");
        }
        installation.install(new Request(hers, false, List.of("res.partner"), "http://127.0.0.1:" + port));
        template.sendBody("seda:hints-wake?size=1&discardWhenFull=true", null);
        await().atMost(PATIENCE)
                .until(() -> texts("SELECT model FROM change_hint").isEmpty());

        odoo.write("res.partner", person, Map.of("name", "After"));
        await().atMost(PATIENCE).until(() -> name(hers, person).equals("After"));
        assertThat(name(others, person)).as("of the very same Odoo").isEqualTo("Before");
        assertThat(texts("SELECT connection FROM sync_run WHERE trigger = 'hint'"))
                .containsOnly(hers);

        String url = odoo.record(
                        "ir.actions.server", odoo.ids("ir.actions.server").get(0))
                .get("webhook_url")
                .toString();
        HubHttp http = new HubHttp(port);
        HttpResponse<String> guessed =
                http.send(http.anonymous(URI.create(url).getPath().replace(hers, others))
                        .POST(BodyPublishers.ofString("{\"_model\":\"res.partner\",\"_id\":" + person + "}")));
        assertThat(guessed.statusCode()).as("her secret is no other's").isEqualTo(404);
        assertThat(installation.remove(hers, List.of())).isEqualTo(2);
    }

    @Test
    void anOdooThatHangsDelaysNoOther() {
        odoo.misbehave(Fault.hang().always());
        List<String> stuck =
                IntStream.range(0, 5).mapToObj(i -> connect(user(), odoo)).toList();
        tick();
        await().atMost(PATIENCE).until(() -> running(odoo) == 2);
        String healthy = connect(user(), other);
        tick();
        awaitSucceeded(healthy, "contacts");
        awaitSucceeded(healthy, "products");
        assertThat(running(odoo)).as("two at a time for one host").isEqualTo(2);
        assertThat(texts("SELECT DISTINCT status FROM sync_run WHERE connection <> '" + healthy + "'"))
                .containsExactly("running");
        odoo.behave();
        stuck.forEach(each -> awaitSettled(each, "contacts"));
    }

    @Test
    void failuresAreSaidAndPausesGrow() {
        String key = connect(user(), odoo);
        odoo.down();
        tick();
        awaitSettled(key, "contacts");
        Map<String, Object> first = flow(key, "contacts");
        assertThat(first.get("failures")).isEqualTo(1);
        assertThat(first.get("last_failure").toString()).contains("Nothing answers");
        assertThat(minutesUntilDue(key, "contacts")).isBetween(0.7, 1.3);
        due(key, "contacts");
        tick();
        await().atMost(PATIENCE)
                .until(() -> flow(key, "contacts").get("failures").equals(2));
        assertThat(minutesUntilDue(key, "contacts")).isBetween(1.5, 2.5);
        odoo.up();
        due(key, "contacts");
        tick();
        awaitSucceeded(key, "contacts");
        assertThat(flow(key, "contacts").get("failures")).isEqualTo(0);
        assertThat(flow(key, "contacts").get("last_failure")).isNull();
    }

    private long running(PracticeOdoo where) {
        return jdbc.sql("SELECT count(*) FROM sync_run r JOIN odoo_connection c ON 'c' || c.id = r.connection"
                        + " WHERE r.status = 'running' AND c.url = ?")
                .param(where.url())
                .query(Long.class)
                .single();
    }

    private double minutesUntilDue(String key, String flow) {
        return jdbc.sql("SELECT extract(epoch FROM due_at - clock_timestamp()) / 60 FROM connection_flow"
                        + " WHERE 'c' || connection_id = ? AND flow = ?")
                .params(key, flow)
                .query(Double.class)
                .single();
    }

    private void awaitSettled(String key, String flow) {
        await().atMost(PATIENCE).until(() -> {
            Map<String, Object> row = flow(key, flow);
            return row.get("claim") == null
                    && (row.get("succeeded_at") != null || !row.get("failures").equals(0));
        });
    }

    private String name(String key, int person) {
        return jdbc.sql("SELECT name FROM contact WHERE connection = ? AND odoo_id = ?")
                .params(key, person)
                .query(String.class)
                .single();
    }
}
