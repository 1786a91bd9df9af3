package flows;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;

/** What a change in Odoo does to a customer who is signed in. */
class CustomersAccessTest extends FlowTest {
    private static final String PASSWORD = "seventeen green umbrellas";

    @LocalServerPort
    private int port;

    private HubHttp http;
    private int partner;
    private String token;

    @BeforeEach
    void signIn() {
        http = new HubHttp(port);
        partner = partner("Jane", "jane@example.com");
        pull();
        jdbc.sql("UPDATE customers SET password = ?, email_verified_at = now() WHERE odoo_partner_id = ?")
                .params(new BCryptPasswordEncoder(BCryptVersion.$2Y, 4).encode(PASSWORD), partner)
                .update();
        token = HubHttp.json(login("jane@example.com")).at("/data/access_token").asText();
        assertThat(me()).isEqualTo(200);
    }

    @Test
    void archivedInOdooNobodyIsSignedInNorSignsIn() {
        odoo.write("res.partner", partner, Map.of("active", false));
        pull();

        assertThat(me()).isEqualTo(401);
        assertThat(login("jane@example.com").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherAddressInOdooEndsSessionsAndKeepsThePassword() {
        odoo.write("res.partner", partner, Map.of("email", "jane.doe@example.com"));
        pull();

        assertThat(me()).isEqualTo(401);
        assertThat(login("jane@example.com").statusCode()).isEqualTo(401);
        assertThat(login("jane.doe@example.com").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherPhoneInOdooEndsNothing() {
        odoo.write("res.partner", partner, Map.of("phone", "+1 555 0100"));
        pull();

        assertThat(customer(partner)).containsEntry("phone", "+1 555 0100");
        assertThat(me()).isEqualTo(200);
    }

    private int me() {
        return http.send(http.anonymous("/api/auth/me").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private HttpResponse<String> login(String email) {
        return http.send(http.anonymous("/api/auth/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD))));
    }
}
