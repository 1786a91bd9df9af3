package accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Behind a proxy that ends TLS, as docs/settings.md describes: what the proxy says of the client counts. */
@TestPropertySource(properties = "server.forward-headers-strategy=native")
class BehindProxyTest extends AccountsTest {
    @Test
    void cookiesAreForHttpsOnlyAndTheAuditHasTheClientsAddress() {
        signedUp();

        HttpResponse<String> signedIn = client.http.send(client.http
                .anonymous("/api/auth/login")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "203.0.113.9")
                .POST(BodyPublishers.ofString(
                        AccountsClient.json("email", email, "password", PASSWORD, "cookie", true))));

        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("HUB_CUSTOMER="))
                .singleElement()
                .asString()
                .contains("; Secure", "; HttpOnly", "; SameSite=Lax");
        assertThat(lastAddress()).isEqualTo("203.0.113.9");
    }

    @Test
    void withoutTheProxyTheConnectionCounts() {
        signedUp();

        assertThat(lastAddress()).isEqualTo("127.0.0.1");
    }

    private String lastAddress() {
        return database.sql("SELECT address FROM account_event WHERE customer_id = ? ORDER BY id DESC LIMIT 1")
                .param(id)
                .query(String.class)
                .single();
    }
}
