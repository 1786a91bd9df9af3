package accounts;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What administrators see and do. */
class CustomersAdministrationTest extends AccountsTest {
    private static final String CUSTOMERS = "/api/v1/customers";

    @Autowired
    Invitations invitations;

    @Test
    void customersAreListedSearchedFilteredAndPaged() {
        signedUp();
        String tag = "findme" + id;
        long other = client.customer(tag + " 100% O'Neil", tag + "@example.com");
        database.sql("UPDATE customers SET type = 'individual', odoo_status = 'archived' WHERE id = ?")
                .param(other)
                .update();
        assertThat(ids("?search=" + email)).containsExactly(id);
        assertThat(ids("?search=" + tag.toUpperCase(java.util.Locale.ROOT))).containsExactly(other);
        assertThat(ids("?search=100%25%20O'Neil&limit=500")).contains(other).doesNotContain(id);
        assertThat(ids("?search=" + tag + "&linked=true")).isEmpty();
        assertThat(ids("?search=" + tag + "&linked=false&type=individual&password_set=false"))
                .containsExactly(other);
        assertThat(ids("?search=" + email + "&password_set=true")).containsExactly(id);
        JsonNode page = json(client.http.get(CUSTOMERS + "?limit=1"));
        assertThat(page.path("data")).hasSize(1);
        assertThat(ids("?limit=1&before=" + page.path("next").asLong()))
                .allMatch(next -> next < page.path("next").asLong());
        assertThat(client.http.get(CUSTOMERS + "?limit=1").body()).doesNotContain("$2y$");
        assertThat(client.http.get(CUSTOMERS + "?nonsense=1").statusCode()).isEqualTo(400);
    }

    @Test
    void countsAreTheFiguresOfTheMonitor() {
        JsonNode before = json(client.http.get(CUSTOMERS + "/counts"));
        signedUp();
        email = "counted-" + email;
        client.customer("Counted", email);
        JsonNode after = json(client.http.get(CUSTOMERS + "/counts"));
        assertThat(after.path("total").asInt() - before.path("total").asInt()).isEqualTo(1);
        assertThat(after.path("linked").asInt() - before.path("linked").asInt()).isEqualTo(1);
        assertThat(after.path("company").asInt() - before.path("company").asInt())
                .isEqualTo(1);
        assertThat(after.path("with_password").asInt()
                        - before.path("with_password").asInt())
                .isEqualTo(1);
    }

    @Test
    void anAdministratorBlocksUnblocksAndRevokes() {
        String token = signedUp();
        var blocked = client.http.post(CUSTOMERS + "/" + id + "/block", "");
        assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(200);
        assertThat(json(blocked).path("account_status").asText()).isEqualTo("blocked");
        assertThat(client.status(token)).isEqualTo(401);
        assertThat(login(PASSWORD).statusCode()).isEqualTo(401);
        client.http.post(CUSTOMERS + "/" + id + "/unblock", "");
        String again = AccountsClient.token(login(PASSWORD));
        client.http.post(CUSTOMERS + "/" + id + "/revoke-tokens", "");
        assertThat(client.status(again)).isEqualTo(401);
        assertThat(client.http.post(CUSTOMERS + "/999999999/block", "").statusCode())
                .isEqualTo(404);
        assertThat(database.sql("SELECT event FROM account_event WHERE customer_id = ? AND actor = 'admin' ORDER BY id")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("block", "unblock", "revoke-tokens");
    }

    @Test
    void aCustomerIsNoAdministrator() {
        String token = signedUp();
        assertThat(client.get(CUSTOMERS, token).statusCode()).isEqualTo(401);
        assertThat(client.postAs(token, CUSTOMERS + "/" + id + "/unblock").statusCode())
                .isEqualTo(401);
    }

    @Test
    void nobodyIsInvitedTwice() {
        var first = client.http.post(
                CUSTOMERS + "/invitations",
                "{\"emails\":[\"" + email.toUpperCase(java.util.Locale.ROOT) + "\",\"" + email
                        + "\",\"nobody@example.com\"]}");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(json(first).path("data").path("invited").asInt()).isEqualTo(1);
        assertThat(json(first).path("data").path("unknown").asInt()).isEqualTo(1);
        List<CompletableFuture<Invitations.Outcome>> rest = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> invitations.these(List.of(email), "test")))
                .toList();
        rest.forEach(outcome -> {
            assertThat(outcome.join().invited()).isZero();
            assertThat(outcome.join().already()).isEqualTo(1);
        });
        Mail mail = mail(email, 1);
        assertThat(mail.subject()).isEqualTo("Your customer account is ready");
        assertThat(mail.text()).contains("7 days");
        assertThat(setPassword(mail.token(), PASSWORD).statusCode()).isEqualTo(200);
        mail(email, 2);
        assertThat(mails(email)).hasSize(2);
        assertThat(client.http.post(CUSTOMERS + "/invitations", "{}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void invitationsToAllAreSpreadOverTime() {
        client.customer("Second", "second-" + email);
        invitations.all("test");
        assertThat(invitations.all("test").invited()).isZero();
        Boolean spread = database.sql(
                        "SELECT bool_and(gap >= interval '0.9 seconds') FROM (SELECT due_at - lag(due_at)"
                                + " OVER (ORDER BY due_at) AS gap FROM mail_outbox WHERE kind = 'invitation' AND attempts = 0) g")
                .query(Boolean.class)
                .optional()
                .orElse(true);
        assertThat(spread).isTrue();
    }

    private List<Long> ids(String query) {
        var response = client.http.get(CUSTOMERS + query.replace(" ", "%20"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response).path("data").findValuesAsText("id").stream()
                .map(Long::valueOf)
                .toList();
    }
}
