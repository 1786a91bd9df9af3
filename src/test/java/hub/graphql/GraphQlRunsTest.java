package hub.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Runs through GraphQL: listed, and followed while they are under way. */
class GraphQlRunsTest extends GraphQlScene {
    @Test
    void runsAreListedAndFollowed() throws Exception {
        connect(userId, "mine", odoo.apiKey());
        String run = data(token, SYNC).at("/sync_contacts_from_odoo/run_id").asText();
        JsonNode runs = data(token, "{ sync_runs(flow: \"contacts\") { nodes { id status read started_at } } }")
                .at("/sync_runs/nodes");
        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).path("id").asText()).isEqualTo(run);
        JsonNode status = data(token, "{ sync_status { flow open_rejects complete_until last_run { id status } } }")
                .path("sync_status");
        assertThat(status.at("/0/last_run/id").asText()).as(status.toString()).isEqualTo(run);

        HttpResponse<String> events =
                http.send(request(token, "subscription { sync_progress(run_id: " + run + ") { id status read } }")
                        .header("Accept", "text/event-stream"));
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(events.body()).contains("event:next", "\"status\":\"succeeded\"", "event:complete");
    }

    @Test
    void progressComesWhileTheRunIsUnderWayAndEndsWithTheSignIn() {
        String key = connect(userId, "mine", odoo.apiKey());
        long run = database.sql(
                        "INSERT INTO sync_run (flow, connection, mode, trigger) VALUES ('contacts', ?, 'full', 'rest')"
                                + " RETURNING id")
                .param(key)
                .query(Long.class)
                .single();
        List<String> lines = new CopyOnWriteArrayList<>();
        var stream = HttpClient.newHttpClient()
                .sendAsync(
                        request(token, "subscription { sync_progress(run_id: " + run + ") { status read } }")
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(lines::add));
        await().until(() -> lines.toString().contains("\"status\":\"running\",\"read\":0"));
        database.sql("UPDATE sync_run SET read = 41 WHERE id = ?").param(run).update();
        await().until(() -> lines.toString().contains("\"read\":41"));
        assertThat(stream).isNotDone();

        users.change(userId, Map.of("enabled", false), "test");
        await().until(stream::isDone);
        database.sql("UPDATE sync_run SET read = 42 WHERE id = ?").param(run).update();
        assertThat(lines.toString()).contains("The sign-in has ended.").doesNotContain("\"read\":42");
        assertThat(post(token, "{ sync_status { flow } }").statusCode()).isEqualTo(401);
    }
}
