package accounts;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import accounts.sessions.SessionsClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import practice.PracticeOdoo;

/** People whom Odoo does not know become portal users there, once their mailbox has been shown to be theirs. */
class SignUpTest extends AccountsTest {
    @Autowired
    PracticeOdoo odoo;

    List<Integer> before;
    String stranger;

    @AfterEach
    void nobodyStays() {
        odoo.ids("res.users").stream().filter(id -> !before.contains(id)).forEach(id -> odoo.unlink("res.users", id));
    }

    @BeforeEach
    void somebody() {
        before = odoo.ids("res.users");
        stranger = "stranger" + System.nanoTime() + "@example.com";
        database.sql("TRUNCATE odoo_sign_in").update();
    }

    @Test
    void aStrangerBecomesAPortalUserAndIsSignedIn() {
        assertThat(client.post("/api/auth/signup", "email", stranger).statusCode())
                .isEqualTo(200);
        Mail mail = mail(stranger, 1);
        assertThat(mail.text()).contains("15 minutes").doesNotContain("{{");
        HttpResponse<String> answer = confirm(mail.code());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("role").asText()).isEqualTo("customer");
        int uid = json(answer).path("uid").asInt();
        assertThat(odoo.record("res.users", uid))
                .containsEntry("login", stranger)
                .containsEntry("share", true);
        SessionsClient session = new SessionsClient(port);
        assertThat(session.status(json(answer).path("session_id").asText())).isEqualTo(200);
        assertThat(session.authenticate(stranger, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(confirm(mail.code()).statusCode()).isEqualTo(422);
    }

    @Test
    void theOnlyContactWithTheAddressBecomesThePartner() {
        int partner = odoo.create("res.partner", Map.of("name", "Known already", "email", stranger));
        client.post("/api/auth/signup", "email", stranger.toUpperCase());
        HttpResponse<String> answer = confirm(mail(stranger, 1).code());
        assertThat(json(answer).path("partner_id").asInt()).as(answer.body()).isEqualTo(partner);
    }

    @Test
    void noAnswerTellsWhetherAnAddressIsKnownUntilTheMailboxIsShown() {
        odoo.create("res.users", Map.of("login", stranger, "name", "There already"));
        String known = client.post("/api/auth/signup", "email", stranger).body();
        assertThat(client.post("/api/auth/signup", "email", "x" + stranger).body())
                .isEqualTo(known);
        assertThat(confirm("000000").statusCode()).isEqualTo(422);
        assertThat(confirm(mail(stranger, 1).code()).statusCode()).isEqualTo(409);
        odoo.calls().clear();
        String reset =
                client.post("/api/auth/odoo/reset-password", "email", stranger).body();
        assertThat(client.post("/api/auth/odoo/reset-password", "email", "x" + stranger)
                        .body())
                .isEqualTo(reset);
        await().atMost(Duration.ofSeconds(10)).until(() -> odoo.calls().count("res.users", "reset_password") == 2);
    }

    @Test
    void aCodeIsVoidAfterFiveWrongOnes() {
        client.post("/api/auth/signup", "email", stranger);
        String code = mail(stranger, 1).code();
        for (int i = 0; i < 5; i++) {
            assertThat(confirm(code.equals("111111") ? "222222" : "111111").statusCode())
                    .isEqualTo(422);
        }
        assertThat(confirm(code).statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> confirm(String code) {
        return client.post(
                "/api/auth/signup/confirm",
                "email",
                stranger,
                "name",
                "Joy Moyo",
                "verification_code",
                code,
                "password",
                PASSWORD,
                "password_confirmation",
                PASSWORD);
    }
}
