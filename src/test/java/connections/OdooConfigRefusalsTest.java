package connections;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.ApiKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import practice.Fault;
import practice.orm.Rights;

/** Connections that are refused: what is wrong is told apart, Odoo is not asked too often, and the inside stays out of reach. */
class OdooConfigRefusalsTest extends OdooConfigScene {
    @Autowired
    ApiKeys keys;

    @Test
    void whatIsWrongIsToldApart() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertRefused(test(Map.of("url", "http://no-such-host.invalid")), 422, "no_such_host", "/url");
        assertRefused(test(Map.of("url", "http://127.0.0.1:" + free)), 422, "unreachable", "/url");
        assertRefused(test(Map.of("url", "http://127.0.0.1:" + port)), 422, "not_odoo", "/url");
        assertRefused(test(Map.of("db", "no_such_db")), 422, "no_such_database", "/db");
        assertRefused(test(Map.of("password", "guess")), 422, "refused", "/password");
        assertRefused(test(Map.of("username", "somebody@else.com")), 422, "other_user", "/username");
        assertRefused(test(Map.of("url", "ftp://127.0.0.1")), 422, "not_an_address", "/url");
        assertRefused(test(Map.of("url", "http://user:pass@127.0.0.1")), 422, "not_an_address", "/url");
        assertRefused(test(Map.of("url", "http://169.254.169.254")), 422, "address_not_allowed", "/url");
        assertRefused(test(Map.of("password", "***********")), 422, "masked", "/password");
        String key = odoo.addUser("portal", "portal", Rights.none());
        assertRefused(test(Map.of("username", "portal", "password", key)), 422, "no_rights", "/username");
        odoo.misbehave(Fault.htmlPage());
        assertRefused(test(Map.of()), 422, "not_odoo", "/url");
        HttpResponse<String> half = http.post(TEST, "{\"url\":\"http://127.0.0.1\"}");
        assertRefused(half, 422, "required", "/db");
        assertThat(saved()).isZero();
    }

    @Test
    void fourRefusalsAMinuteAtOneOdooAndNoMore() {
        for (int i = 0; i < 4; i++) {
            assertRefused(test(Map.of("password", "guess " + i)), 422, "refused", "/password");
        }
        int calls = odoo.calls().all().size();
        HttpResponse<String> held =
                test(Map.of("url", odoo.url().replace("127.0.0.1", "localhost"), "password", "guess"));
        assertRefused(held, 429, "too_many_refusals", "body");
        assertThat(Long.parseLong(held.headers().firstValue("Retry-After").orElse("0")))
                .isBetween(1L, 60L);
        assertThat(odoo.calls().all()).as("Odoo was not asked").hasSize(calls);
        database.sql("UPDATE odoo_sign_in SET at = at - interval '61 seconds'").update();
        assertThat(test(Map.of()).statusCode()).isEqualTo(200);
        assertThat(database.sql("SELECT count(*) FROM odoo_sign_in WHERE at > now() - interval '1 minute'")
                        .query(Long.class)
                        .single())
                .as("who was let in does not count")
                .isZero();
    }

    @Test
    void aKeyThatIsNotAnAdministratorsDoesNotReachTheInside() {
        String sync = keys.create("sync " + System.nanoTime(), Set.of("sync"), Duration.ofDays(1), "test")
                .secret();
        String admin = keys.create("admin " + System.nanoTime(), Set.of("admin"), Duration.ofDays(1), "test")
                .secret();
        assertRefused(with(sync, TEST, body(Map.of())), 422, "address_not_allowed", "/url");
        assertThat(with(sync, CONFIG, body(Map.of())).statusCode()).isEqualTo(403);
        assertThat(with(admin, TEST, body(Map.of())).statusCode()).isEqualTo(200);
        assertThat(with(sync, TEST, "{}").statusCode()).as("the configured one").isEqualTo(200);
    }

    private HttpResponse<String> test(Map<String, String> changes) {
        return http.post(TEST, body(changes));
    }

    private HttpResponse<String> with(String key, String path, String body) {
        return http.send(http.anonymous(path)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
