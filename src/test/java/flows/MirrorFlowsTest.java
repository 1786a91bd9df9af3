package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.camel.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import practice.Fault;
import practice.PracticeOdoo;
import practice.data.PracticeData;
import sync.RunMode;
import sync.RunTrigger;

/** Flows into the mirror: what a website shows and books, on the oldest and the newest Odoo. */
class MirrorFlowsTest extends FlowTest {
    private static final List<String> FLOWS = List.of(
            "projects",
            "tasks",
            "meetings",
            "events",
            "registrations",
            "sales-orders",
            "blog-posts",
            "blogs",
            "blog-tags");

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void everyFlowBringsWhatOdooHas(int version) throws Exception {
        on(version);
        odoo.create("sale.order", Map.of("partner_id", 3));
        for (String flow : FLOWS) {
            runner.run(flow, RunMode.INCREMENTAL, RunTrigger.COMMAND);
            String model = runner.spec(flow).model();
            assertThat(count(model)).as(flow).isEqualTo(odoo.count(model)).isPositive();
        }
        int task = odoo.create(
                "project.task",
                Map.of(
                        "name",
                        "T",
                        odoo.version() == 14 ? "user_id" : "user_ids",
                        odoo.version() == 14 ? 2 : List.of(2)));
        runner.run("tasks", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        assertThat(data("project.task", task).path("user_ids").toString()).isEqualTo("[2]");
    }

    @Test
    void aRegistrationBringsItsEventAgain() throws Exception {
        on(19);
        int event = odoo.create("event.event", Map.of("name", "Race", "seats_limited", true, "seats_max", 2));
        odoo.clock().advance(java.time.Duration.ofHours(2));
        pull("events");
        jdbc.sql("UPDATE sync_flow SET watermark = watermark + interval '1 hour' WHERE flow = 'events'")
                .update();
        assertThat(pull("events")).isZero();
        odoo.create("event.registration", Map.of("event_id", event, "name", "Ines"));
        pull("events");
        assertThat(data("event.event", event).path("seats_available").asInt()).isOne();
    }

    @Test
    void archivedAndDeletedAreMarked() throws Exception {
        on(19);
        pull("blog-posts");
        List<Integer> posts = odoo.ids("blog.post");
        odoo.write("blog.post", posts.get(0), Map.of("active", false));
        odoo.unlink("blog.post", posts.get(1));
        runner.run("blog-posts", RunMode.FULL, RunTrigger.COMMAND);
        assertThat(mark("archived", posts.get(0))).isTrue();
        assertThat(mark("deleted", posts.get(1))).isTrue();
        assertThat(mark("deleted", posts.get(2))).isFalse();
    }

    @Test
    void withoutTheModuleAFlowFailsOnceAndRests() {
        on(14);
        odoo.misbehave(Fault.odooError("odoo.exceptions.UserError", "Object blog.post doesn't exist")
                .on("blog.post", null)
                .always());
        for (int tick = 0; tick < 3; tick++) {
            runner.scheduled("blog-posts", "incremental", new java.util.Date());
        }
        assertThat(runs()).containsExactly("failed");
        assertThat(runner.isResting("blog-posts")).isTrue();
        odoo.behave();
        runner.run("blog-posts", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        assertThat(runner.isResting("blog-posts")).isFalse();
        runner.scheduled("blog-posts", "incremental", new java.util.Date());
        assertThat(runs()).containsExactly("failed", "succeeded", "succeeded");
    }

    @Test
    void everyFlowHasItsTimetable() {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        for (String flow : FLOWS) {
            assertThat(model.getRouteDefinition(flow + "-schedule")).as(flow).isNotNull();
            assertThat(model.getRouteDefinition(flow + "-full-schedule"))
                    .as(flow)
                    .isNotNull();
        }
        assertThat(model.getRouteDefinition("catalog-schedule").getTemplateParameters())
                .containsEntry("cron", "10 */5 * * * ?");
    }

    private void on(int version) {
        odoo.close();
        odoo = PracticeOdoo.builder()
                .version(version)
                .empty()
                .seed(PracticeData.website())
                .start();
        signInWith(odoo.apiKey());
    }

    private long pull(String flow) {
        return runner.run(flow, RunMode.INCREMENTAL, RunTrigger.COMMAND)
                .getFigures()
                .read();
    }

    private List<String> runs() {
        return jdbc.sql("SELECT status FROM sync_run WHERE flow = 'blog-posts' ORDER BY id")
                .query(String.class)
                .list();
    }

    private int count(String model) {
        return jdbc.sql("SELECT count(*) FROM mirror WHERE model = ? AND NOT deleted")
                .param(model)
                .query(Integer.class)
                .single();
    }

    private boolean mark(String column, int id) {
        return jdbc.sql("SELECT " + column + " FROM mirror WHERE model = 'blog.post' AND odoo_id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private JsonNode data(String model, int id) throws Exception {
        return new ObjectMapper()
                .readTree(jdbc.sql("SELECT data::text FROM mirror WHERE model = ? AND odoo_id = ?")
                        .params(model, id)
                        .query(String.class)
                        .single());
    }
}
