package accounts;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an email address to a signed-in customer, by way of the mailbox. */
class SetupByMailTest extends AccountsTest {
    @Test
    void aCodeFromTheMailSetsThePasswordOnce() {
        var asked = client.post("/api/auth/check-email", "email", email);
        assertThat(json(asked).path("verification_required").asBoolean())
                .as(asked.body())
                .isTrue();
        assertThat(asked.body()).doesNotContain("John", "exists", "CUST-");
        Mail mail = mail(email, 1);
        assertThat(mail.html())
                .contains("John &lt;Doe&gt;", mail.code(), mail.token())
                .doesNotContain("<Doe>", "{{");
        assertThat(mail.text()).contains("John <Doe>", "15 minutes").doesNotContain("{{");

        var set = setup(mail.code(), PASSWORD);
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(client.status(AccountsClient.token(set))).isEqualTo(200);
        assertThat(mail(email, 2).subject()).isEqualTo("Your account is active");
        assertThat(setup(mail.code(), "another green umbrella").statusCode()).isEqualTo(422);
        assertThat(setPassword(mail.token(), "another green umbrella").statusCode())
                .isEqualTo(422);
        assertThat(login(PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkFromTheMailSetsThePasswordOnce() {
        client.post("/api/auth/send-setup-link", "email", email);
        String token = mail(email, 1).token();
        var wrongAccount = client.post(
                "/api/auth/set-password",
                "token",
                token,
                "email",
                "somebody@example.com",
                "password",
                PASSWORD,
                "password_confirmation",
                PASSWORD);
        assertThat(wrongAccount.statusCode()).isEqualTo(422);
        assertThat(setPassword(token.replaceFirst("\\..{5}", ".AAAAA"), PASSWORD)
                        .statusCode())
                .isEqualTo(422);
        assertThat(setPassword(token, PASSWORD).statusCode()).isEqualTo(200);
        assertThat(setPassword(token, PASSWORD).statusCode()).isEqualTo(422);
    }

    @Test
    void theAddressIsNoPasswordThoughALinkComesWithoutIt() {
        client.post("/api/auth/send-setup-link", "email", email);
        String token = mail(email, 1).token();
        for (String address : new String[] {email, email.toUpperCase(java.util.Locale.ROOT)}) {
            var refused = setPassword(token, address);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(json(refused).path("errors").toString()).contains("/password", "email address");
        }
        assertThat(login(email).statusCode()).isEqualTo(401);
        assertThat(setPassword(token, PASSWORD).statusCode())
                .as("the link is good still")
                .isEqualTo(200);
    }

    @Test
    void whatWasMailedIsGoodForAShortTimeOnly() {
        client.post("/api/auth/check-email", "email", email);
        Mail mail = mail(email, 1);
        database.sql("UPDATE setup_secret SET expires_at = now() WHERE customer_id = ?")
                .param(id)
                .update();
        assertThat(setup(mail.code(), PASSWORD).statusCode()).isEqualTo(422);
        assertThat(setPassword(mail.token(), PASSWORD).statusCode()).isEqualTo(422);
    }

    @Test
    void aForgottenPasswordIsReplacedAndEndsOtherSessions() {
        String old = signedUp();
        client.post("/api/auth/forgot-password", "email", email);
        Mail mail = mail(email, 3);
        assertThat(mail.subject()).isEqualTo("Choose a new password");
        String fresh = AccountsClient.token(setPassword(mail.token(), "another green umbrella"));
        assertThat(client.status(old)).isEqualTo(401);
        assertThat(client.status(fresh)).isEqualTo(200);
        assertThat(login(PASSWORD).statusCode()).isEqualTo(401);
        assertThat(login("another green umbrella").statusCode()).isEqualTo(200);
    }

    @Test
    void whoHasAPasswordIsToldByMailOnly() {
        signedUp();
        client.post("/api/auth/check-email", "email", email);
        assertThat(mail(email, 3).subject()).isEqualTo("Your account is set up already");
    }

    @Test
    void nobodyGuessesACode() {
        client.post("/api/auth/check-email", "email", email);
        String right = mail(email, 1).code();
        String wrong = right.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(setup(wrong, PASSWORD).statusCode()).isEqualTo(422);
        }
        assertThat(setup(right, PASSWORD).statusCode())
                .as("void after five tries")
                .isEqualTo(422);
        for (int i = 0; i < 4; i++) {
            setup(wrong, PASSWORD);
        }
        // A new code does not give new tries to the account.
        client.post("/api/auth/check-email", "email", email);
        var refused = setup(mail(email, 2).code(), PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")))
                .isBetween(1, 3600);
    }

    @Test
    void neitherCodeNorLinkNorTokenIsInTheDatabase() {
        client.post("/api/auth/check-email", "email", email);
        Mail mail = mail(email, 1);
        String token = AccountsClient.token(setup(mail.code(), PASSWORD));
        client.post("/api/auth/forgot-password", "email", email);
        String reset = mail(email, 3).token();
        String all = database.sql("""
                        SELECT concat((SELECT json_agg(t) FROM setup_secret t), (SELECT json_agg(t) FROM mail_outbox t),
                                      (SELECT json_agg(t) FROM access_token t), (SELECT json_agg(t) FROM account_event t))
                        """).query(String.class).single();
        assertThat(all)
                .contains("secret_hash")
                .doesNotContain(
                        mail.code(), mail.token().split("\\.")[1], reset.split("\\.")[1], token.split("\\|")[1]);
        assertThat(all).as("addresses").doesNotContain(email);
    }

    @Test
    void mailWaitsForAServerThatIsDownAndIsSentOnce() {
        MAIL.stop();
        try {
            client.post("/api/auth/check-email", "email", email);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> database.sql("SELECT count(*) FROM mail_outbox WHERE email = ? AND failure IS NOT NULL"
                                            + " AND due_at > now() AND sent_at IS NULL")
                                    .param(email)
                                    .query(Integer.class)
                                    .single()
                            == 1);
        } finally {
            MAIL.start();
        }
        database.sql("UPDATE mail_outbox SET due_at = now() WHERE email = ?")
                .param(email)
                .update();
        assertThat(setup(mail(email, 1).code(), PASSWORD).statusCode()).isEqualTo(200);
        mail(email, 2);
        assertThat(mails(email)).as("the code and the welcome").hasSize(2);
    }

    @Test
    void anAddressThatIsNobodysGetsNoMailAndLeavesNothing() {
        client.post("/api/auth/check-email", "email", "nobody@example.com");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> database.sql("SELECT count(*) FROM mail_outbox WHERE email = 'nobody@example.com'")
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(mails("nobody@example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%S", "  %s ", "John Doe <%s>", "\uFF43%s"})
    void anAddressIsReadTheWayThePullReadsIt(String form) {
        signedUp();
        String variant = form.startsWith("\uFF43") ? "\uFF43" + email.substring(1) : form.formatted(email);
        var response = client.post("/api/auth/login", "email", variant, "password", PASSWORD);
        assertThat(response.statusCode()).as(variant).isEqualTo(200);
    }
}
