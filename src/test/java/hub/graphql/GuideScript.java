package hub.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.users.Role;
import accounts.users.UserAdministration;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import practice.PracticeOdoo;

/** The script of the guide, from signing in to a sync, by two users at once, each with an Odoo of their own: a 19 and a 14. */
@HubTest
@TestPropertySource(
        properties = {
            "hub.connections.private-addresses=everybody",
            "hub.connections.runs=4",
            // The third read is of the third page.
            "hub.sync.parallel=1",
            "hub.sync.page-size=100",
            "hub.sync.redelivery.delay=50"
        })
abstract class GuideScript {
    private static final String PASSWORD = "seventeen green umbrellas";
    private static final String PROFILE = "/api/v1/profile/odoo-credentials";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a user gives; the members of the guide and the address. */
    record Odoo(String url, String database, String username, String password) {}

    /** What a user saw at the end. */
    private record Seen(JsonNode tested, JsonNode synced, JsonNode products, List<String> names, JsonNode runs) {}

    @LocalServerPort
    int port;

    @Autowired
    UserAdministration users;

    @Autowired
    PracticeOdoo own;

    private HubHttp http;
    private PracticeOdoo old;

    /** The Odoo 19. */
    abstract Odoo newer();

    /** How many partners the Odoo 19 has, archived ones too; negative when others change them meanwhile. */
    abstract int partners();

    @BeforeEach
    void start() {
        http = new HubHttp(port);
        old = PracticeOdoo.builder().version(14).partners(150).start();
        old.create("res.partner", Map.of("name", "Only in the 14"));
        users.create("api_user", null, Role.USER, PASSWORD, "test");
        users.create("other_user", null, Role.USER, PASSWORD, "test");
    }

    @AfterEach
    void stop() {
        old.close();
    }

    @Test
    void eachUserSeesTheirOwn() throws Exception {
        Odoo older = new Odoo(old.url(), old.database(), old.username(), old.password());
        CyclicBarrier together = new CyclicBarrier(2);
        var first = CompletableFuture.supplyAsync(() -> script("api_user", newer(), together));
        var second = CompletableFuture.supplyAsync(() -> script("other_user", older, together));
        Seen ofTheNewer = first.get(120, TimeUnit.SECONDS);
        Seen ofTheOlder = second.get(120, TimeUnit.SECONDS);

        assertThat(ofTheOlder.tested().path("server_version").asText()).isEqualTo("14.0");
        assertThat(ofTheNewer.tested().path("server_version").asText()).startsWith("19.0");
        assertThat(ofTheOlder.names()).hasSize(old.count("res.partner")).contains("Only in the 14");
        assertThat(ofTheNewer.names()).isNotEmpty().doesNotContain("Only in the 14");
        if (partners() >= 0) {
            assertThat(ofTheNewer.names()).hasSize(partners());
        }
        for (Seen seen : List.of(ofTheNewer, ofTheOlder)) {
            assertThat(seen.synced().path("success").asBoolean())
                    .as(seen.synced().toString())
                    .isTrue();
            assertThat(seen.synced().path("message").asText())
                    .isEqualTo("Synced " + seen.names().size() + " contacts from Odoo");
            assertThat(seen.products().path("success").asBoolean()).isTrue();
            assertThat(seen.runs()).hasSize(2);
        }
        assertThat(ofTheNewer.runs().findValuesAsText("id"))
                .doesNotContainAnyElementsOf(ofTheOlder.runs().findValuesAsText("id"));
    }

    private Seen script(String user, Odoo odoo, CyclicBarrier together) {
        try {
            String token = http.token(user, PASSWORD);
            Map<String, String> credentials = new LinkedHashMap<>();
            credentials.put("odoo_username", odoo.username());
            credentials.put("odoo_password", odoo.password());
            credentials.put("odoo_database", odoo.database());
            if (odoo.url() != null) {
                credentials.put("odoo_url", odoo.url());
            }
            JsonNode tested = good(post(token, PROFILE + "/test", credentials));
            JsonNode saved = good(post(token, PROFILE, credentials));
            assertThat(saved.path("message").asText()).isEqualTo("Odoo credentials updated successfully");
            HttpResponse<String> got = http.send(as(token, PROFILE));
            assertThat(got.body()).doesNotContain("\"odoo_password\":\"" + odoo.password());
            assertThat(HubHttp.json(got).path("odoo_password").asText()).isEqualTo("***********");
            together.await(60, TimeUnit.SECONDS);
            JsonNode synced = ask(token, """

                    mutation {
                        sync_contacts_from_odoo {
                            success
                            message
                        }
                    }
                    """).path("sync_contacts_from_odoo");
            JsonNode products = ask(token, "mutation { sync_products_from_odoo { success message } }")
                    .path("sync_products_from_odoo");
            JsonNode runs =
                    ask(token, "{ sync_runs { nodes { id flow status } } }").at("/sync_runs/nodes");
            Seen seen = new Seen(tested, synced, products, names(token), runs);
            assertThat(good(http.send(as(token, PROFILE).DELETE()))
                            .path("message")
                            .asText())
                    .isEqualTo("Odoo credentials deleted successfully");
            return seen;
        } catch (Exception failed) {
            throw new IllegalStateException(user, failed);
        }
    }

    private List<String> names(String token) throws Exception {
        List<String> names = new ArrayList<>();
        String after = "null";
        boolean more = true;
        while (more) {
            JsonNode page = ask(
                            token,
                            "{ contacts(first: 500, after: " + after
                                    + ") { nodes { name } page_info { end_cursor has_next_page } } }")
                    .path("contacts");
            page.path("nodes").forEach(node -> names.add(node.path("name").asText()));
            after = page.at("/page_info/end_cursor").toString();
            more = page.at("/page_info/has_next_page").asBoolean();
        }
        return names;
    }

    private JsonNode ask(String token, String query) throws Exception {
        JsonNode answer = good(post(token, "/graphql", Map.of("query", query)));
        assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer.path("data");
    }

    private HttpResponse<String> post(String token, String path, Map<String, String> body) throws Exception {
        return http.send(as(token, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder as(String token, String path) {
        return http.anonymous(path).header("Authorization", "Bearer " + token);
    }

    private static JsonNode good(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return HubHttp.json(answer);
    }
}
