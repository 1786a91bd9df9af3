package connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import odoo.OdooConnection;
import odoo.OdooProtocol;
import odoo.Secret;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** The hub's own connection over REST: tested, saved sealed, used, and told from a wrong one. */
class OdooConfigTest extends OdooConfigScene {
    @Autowired
    TransactionTemplate transaction;

    @Test
    void aTestSaysVersionAndProtocolAndStoresNothing() {
        JsonNode answer = HubHttp.json(http.post(TEST, body(Map.of())));
        assertThat(answer.path("success").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("message").asText()).isEqualTo("Connection test successful");
        assertThat(answer.path("server_version").asText()).isEqualTo("19.0");
        assertThat(answer.path("protocol_version").asInt()).isEqualTo(1);
        assertThat(answer.path("protocol").asText()).isEqualTo("json2");
        assertThat(answer.path("missing")).isEmpty();
        assertThat(saved()).isZero();
        JsonNode own = HubHttp.json(http.post(TEST, "{}"));
        assertThat(own.path("success").asBoolean())
                .as("that of the environment")
                .isTrue();
    }

    @Test
    void aSavedConnectionIsSealedMaskedAndTakesThePlaceOfTheEnvironments() {
        JsonNode before = HubHttp.json(http.get(CONFIG));
        assertThat(before.path("source").asText()).isEqualTo("environment");
        assertThat(before.at("/config/password").asText()).isEqualTo("***********");

        HttpResponse<String> answer = http.post(CONFIG, body(Map.of("password", PASSWORD)));
        assertThat(answer.body()).contains("Odoo configuration saved successfully");
        OdooConnection now = connections.get("default");
        assertThat(now.url()).isEqualTo(odoo.url());
        assertThat(now.secret().reveal()).isEqualTo(PASSWORD);
        JsonNode after = HubHttp.json(http.get(CONFIG));
        assertThat(after.path("source").asText()).isEqualTo("saved");
        assertThat(after.at("/config/url").asText()).isEqualTo(odoo.url());
        assertThat(after.at("/config/password").asText()).isEqualTo("***********");
        assertThat(database.sql("SELECT encode(secret, 'escape') || c::text FROM odoo_connection c")
                        .query(String.class)
                        .single())
                .doesNotContain(PASSWORD);

        assertThat(http.send(http.admin(CONFIG).DELETE()).statusCode()).isEqualTo(200);
        assertThat(connections.get("default").url()).isEqualTo(environment.url());
        assertThat(http.send(http.admin(CONFIG).DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void aFailingTestKeepsWhatWasSaved() {
        http.post(CONFIG, body(Map.of()));
        Object before = row();
        assertRefused(http.post(CONFIG, body(Map.of("password", "guess"))), 422, "refused", "/password");
        assertThat(row()).isEqualTo(before);
        assertThat(connections.get("default").secret().reveal()).isEqualTo(odoo.apiKey());
    }

    @Test
    void whatAnotherProcessDoesIsNoticed() {
        http.post(CONFIG, body(Map.of()));
        assertThat(connections.get("default").url()).isEqualTo(odoo.url());
        database.sql("UPDATE odoo_connection SET state = 'paused', paused_reason = 'Credentials were refused.'")
                .update();
        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            HttpResponse<String> pull = http.post(PULL, "{}");
            assertRefused(pull, 409, "not_configured", "body");
            assertThat(pull.body()).contains("Credentials were refused.");
        });
        assertThat(HubHttp.json(http.get("/api/v1/sync/status"))
                        .at("/data/odoo/status")
                        .asText())
                .isEqualTo("paused");
        http.post(CONFIG, body(Map.of()));
        assertThat(connections.get("default").url())
                .as("saving makes it active")
                .isEqualTo(odoo.url());
    }

    @Test
    void secretsAreSealedAnewAfterARotationAndALostKeysetIsSaid(CapturedOutput output) {
        http.post(CONFIG, body(Map.of()));
        String keyset = Vault.newKeyset();
        ConnectionStore store = new ConnectionStore(database, transaction, vault(keyset), event -> {});
        SealedColumn secrets = new ConnectionsConfiguration().savedSecrets();
        SealedColumns lost = new SealedColumns(database, vault(keyset));
        assertThat(lost.unopenable(secrets)).isEqualTo(1);
        new SecretCare(lost, List.of(secrets), new MockEnvironment()).look();
        assertThat(output.getAll())
                .contains("1 saved Odoo connection(s) cannot be used", "HUB_SECRET_KEYSET")
                .doesNotContain(odoo.apiKey());

        store.save(
                null,
                "default",
                new Credentials(odoo.url(), "db", "admin", Secret.of("s3cret!"), OdooProtocol.AUTO),
                true);
        String withNewKey = Vault.rotated(keyset);
        ConnectionStore rotated = new ConnectionStore(database, transaction, vault(withNewKey), event -> {});
        Object before = row();
        SealedColumns anew = new SealedColumns(database, vault(withNewKey));
        assertThat(anew.reseal(secrets)).isEqualTo(1);
        assertThat(row()).isNotEqualTo(before);
        assertThat(anew.reseal(secrets)).as("once").isZero();
        assertThat(rotated.openDefault().orElseThrow().secret().reveal()).isEqualTo("s3cret!");
        assertThat(lost.unopenable(secrets)).as("the old keyset alone").isEqualTo(1);
    }

    private Object row() {
        return database.sql("SELECT c::text FROM odoo_connection c").query().singleValue();
    }

    private static Vault vault(String keyset) {
        return new Vault(new SecretSettings(keyset, null));
    }
}
