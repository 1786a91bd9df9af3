package accounts;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.WithoutVerification;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BacklogTracer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contract of the portal before the hub: an email address is enough. */
@WithoutVerification
class WithoutVerificationTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PASSWORD = "SecurePass123!x";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    CamelContext camel;

    AccountsClient client;
    String email;
    long id;

    @BeforeEach
    void customer() {
        client = new AccountsClient(port, database);
        email = "customer" + COUNT.incrementAndGet() + "@example.com";
        id = client.customer("John Doe", email);
    }

    @Test
    void checkEmailSaysWhatIsKnown() {
        var response = client.post("/api/auth/check-email", "email", email);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = json(response);
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("exists").asBoolean()).isTrue();
        assertThat(answer.get("has_password").asBoolean()).isFalse();
        assertThat(answer.path("message").asText()).isEqualTo("Account found. Please set your password to continue.");
        assertThat(answer.path("data").path("name").asText()).isEqualTo("John Doe");
        assertThat(answer.path("data").path("email").asText()).isEqualTo(email);
        assertThat(answer.path("data").path("account_number").asText()).matches("CUST-[A-Z0-9]{13}");
        assertThat(answer.path("data").path("from_odoo").asBoolean()).isTrue();
        JsonNode unknown = json(client.post("/api/auth/check-email", "email", "nobody@example.com"));
        assertThat(unknown.get("exists").asBoolean()).isFalse();
        assertThat(unknown.has("data")).isFalse();
    }

    @Test
    void aTracerThatNobodyTurnedOnKeepsNothing() {
        assertThat(setup(PASSWORD).statusCode()).isEqualTo(200);
        assertThat(client.post("/api/auth/login", "email", email, "password", PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        BacklogTracer tracer = camel.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        assertThat(tracer.isEnabled()).isFalse();
        assertThat(tracer.dumpAllTracedMessages()).isEmpty();
        tracer.setEnabled(true);
        try {
            client.post("/api/auth/check-email", "email", email);
            assertThat(tracer.dumpAllTracedMessages()).isNotEmpty();
        } finally {
            tracer.setEnabled(false);
            tracer.clear();
        }
    }

    @Test
    void quickSetupSetsThePasswordOnceAndSignsIn() {
        var response = setup(PASSWORD);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode data = json(response).path("data");
        assertThat(json(response).path("message").asText()).isEqualTo("Welcome! Your account is now active.");
        assertThat(data.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(data.path("access_token").asText()).matches("[1-9][0-9]*\\|[A-Za-z0-9_-]{43}");
        JsonNode customer = data.path("customer");
        assertThat(customer.path("id").asLong()).isEqualTo(id);
        assertThat(customer.path("phone").asText()).isEqualTo("+263 77 123 4567");
        assertThat(customer.path("type").asText()).isEqualTo("company");

        assertThat(database.sql("SELECT password FROM customers WHERE id = ? AND email_verified_at IS NOT NULL")
                        .param(id)
                        .query(String.class)
                        .single())
                .startsWith("$2y$04$");
        JsonNode me = json(client.get("/api/auth/me", AccountsClient.token(response)));
        assertThat(me.path("data").path("customer").path("email").asText()).isEqualTo(email);

        assertThat(setup("another long password").statusCode()).isEqualTo(409);
        assertThat(json(client.post("/api/auth/check-email", "email", email))
                        .path("has_password")
                        .asBoolean())
                .isTrue();
        assertThat(client.post("/api/auth/login", "email", email, "password", PASSWORD)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void logoutEndsTheTokenAndLogoutAllEveryToken() {
        String first = AccountsClient.token(setup(PASSWORD));
        String second = AccountsClient.token(client.post("/api/auth/login", "email", email, "password", PASSWORD));
        String third = AccountsClient.token(client.post("/api/auth/login", "email", email, "password", PASSWORD));
        assertThat(client.postAs(first, "/api/auth/logout").statusCode()).isEqualTo(200);
        assertThat(client.status(first)).isEqualTo(401);
        assertThat(client.status(second)).isEqualTo(200);
        client.postAs(second, "/api/auth/logout-all");
        assertThat(client.status(second)).isEqualTo(401);
        assertThat(client.status(third)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "short12, short12, too_short",
        "password1, password1, leaked",
        "a fine sentence, another sentence, confirmed"
    })
    void aPoorPasswordIsRefusedWithItsReason(String password, String confirmation, String code) {
        var response = client.post(
                "/api/auth/quick-setup", "email", email, "password", password, "password_confirmation", confirmation);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(json(response).path("errors").path(0).path("code").asText()).isEqualTo(code);
    }

    @Test
    void aPasswordAbove72BytesIsRefusedAndNotCut() {
        assertThat(json(setup("é".repeat(37)))
                        .path("errors")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("too_long");
        assertThat(setup("é".repeat(36)).statusCode()).isEqualTo(200);
        assertThat(client.post("/api/auth/login", "email", email, "password", "é".repeat(36) + "x")
                        .statusCode())
                .isEqualTo(401);
    }

    private java.net.http.HttpResponse<String> setup(String password) {
        return client.post(
                "/api/auth/quick-setup", "email", email, "password", password, "password_confirmation", password);
    }
}
