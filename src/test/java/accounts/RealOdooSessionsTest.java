package accounts;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import accounts.sessions.SessionsClient;
import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sign-up, sessions and a new password with the Odoo that ODOO_URL names, and its own view of the user afterwards. */
@Tag("real-odoo")
class RealOdooSessionsTest extends AccountsTest {
    private static final String NEW_PASSWORD = "eighteen blue umbrellas";

    @Autowired
    CamelContext camel;

    @Autowired
    ProducerTemplate template;

    HubHttp admin;
    SessionsClient session;
    String stranger;

    @BeforeEach
    void connect() throws Exception {
        Map<String, String> env = System.getenv();
        admin = new HubHttp(port);
        session = new SessionsClient(port);
        stranger = "portal-test-" + System.nanoTime() + "@example.com";
        HttpResponse<String> saved = admin.post(
                "/api/v1/sync/odoo/config",
                AccountsClient.json(
                        "url", env.get("ODOO_URL"),
                        "db", env.get("ODOO_DB"),
                        "username", env.get("ODOO_USERNAME"),
                        "password", env.get("ODOO_API_KEY")));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    @AfterEach
    void disconnect() {
        template.requestBody("direct:test-nothing-left", stranger);
        admin.send(admin.admin("/api/v1/sync/odoo/config").DELETE());
    }

    @BeforeEach
    void cleaner() throws Exception {
        if (camel.getRoute("test-nothing-left") == null) {
            camel.addRoutes(new org.apache.camel.builder.RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:test-nothing-left")
                            .routeId("test-nothing-left")
                            .setHeader("CamelOdooDomain", simple("[[\"login\",\"=\",\"${body}\"]]"))
                            .setProperty("login", simple("${body}"))
                            .to("odoo:res.users/search")
                            .to("odoo:res.users/unlink")
                            .setHeader("CamelOdooDomain", simple("[[\"email\",\"=\",\"${exchangeProperty.login}\"]]"))
                            .to("odoo:res.partner/search")
                            .to("odoo:res.partner/unlink");
                }
            });
        }
    }

    @Test
    void aStrangerSignsUpSignsInAndChangesThePassword() throws Exception {
        client.post("/api/auth/signup", "email", stranger);
        HttpResponse<String> answer = client.post(
                "/api/auth/signup/confirm",
                "email",
                stranger,
                "name",
                "Portal Test",
                "verification_code",
                mail(stranger, 1).code(),
                "password",
                PASSWORD,
                "password_confirmation",
                PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode begun = json(answer);
        assertThat(begun.path("role").asText()).isEqualTo("customer");

        JsonNode user = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(template.requestBody(
                        "odoo:res.users/read?fields=login,share,partner_id,active",
                        "[" + begun.path("uid").asLong() + "]",
                        byte[].class))
                .path(0);
        assertThat(user.path("login").asText()).isEqualTo(stranger);
        assertThat(user.path("share").asBoolean()).isTrue();
        assertThat(user.path("partner_id").path(0).asLong())
                .isEqualTo(begun.path("partner_id").asLong());

        String other = session.signIn(stranger, PASSWORD);
        String mine = session.signIn(stranger, PASSWORD);
        assertThat(session.authenticate(stranger, "wrong").statusCode()).isEqualTo(401);
        HttpResponse<String> changed = session.postAs(
                mine, "/web/session/change_password", Map.of("old_password", PASSWORD, "new_password", NEW_PASSWORD));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(session.status(other)).isEqualTo(401);
        assertThat(session.status(mine)).isEqualTo(200);
        assertThat(session.signIn(stranger, NEW_PASSWORD)).startsWith("ohs_");

        JsonNode portal = json(session.getAs(mine, "/api/portal/dashboard"));
        assertThat(portal.path("live").asBoolean()).as(portal.toString()).isTrue();
        for (String part : new String[] {"tasks", "events", "meetings", "rentals", "documents"}) {
            assertThat(portal.path("data").path(part).path("note").isNull())
                    .as(part + portal)
                    .isTrue();
        }
        assertThat(session.getAs(mine, "/web/session/destroy").statusCode()).isEqualTo(200);
        assertThat(session.status(mine)).isEqualTo(401);
        assertThat(client.post("/api/auth/odoo/reset-password", "email", stranger)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anInternalUserIsAUserAndOdoosEnvelopeIsSpoken() {
        JsonNode answer = json(session.post(
                "/web/session/authenticate",
                Map.of(
                        "jsonrpc",
                        "2.0",
                        "method",
                        "call",
                        "id",
                        1,
                        "params",
                        Map.of("db", System.getenv("ODOO_DB"), "login", "demo", "password", "demo"))));
        assertThat(answer.path("result").path("role").asText())
                .as(answer.toString())
                .isEqualTo("user");
    }
}
