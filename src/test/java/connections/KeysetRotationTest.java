package connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.users.Role;
import accounts.users.UserAdministration;
import hub.HubTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import odoo.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** After a rotation everything that is sealed is sealed anew, however often that is stopped. */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
class KeysetRotationTest {
    private static final int MANY = 230;

    @Autowired
    JdbcClient database;

    @Autowired
    UserAdministration users;

    @Autowired
    List<SealedColumn> places;

    String keyset = Vault.newKeyset();

    @BeforeEach
    void sealedWithTheFirstKey() {
        database.sql("DELETE FROM hub_user").update();
        database.sql("DELETE FROM odoo_connection").update();
        database.sql("DELETE FROM signing_key").update();
        long owner = users.create("rotates", null, Role.USER, "seventeen green umbrellas", "test");
        Vault vault = vault(keyset);
        for (long id = 1; id <= MANY; id++) {
            database.sql("INSERT INTO odoo_connection (id, owner, name, url, db, username, secret)"
                            + " VALUES (?, ?, ?, 'https://odoo.example.com', 'db', 'admin', ?)")
                    .params(id, owner, "c-" + id, vault.seal(owner, id, Secret.of("secret " + id)))
                    .update();
        }
        database.sql("INSERT INTO signing_key (kid, public_jwk, sealed, retired_at) VALUES ('first', '{}', ?, now())")
                .param(vault.seal("a key".getBytes(StandardCharsets.UTF_8), "signing_key/signing_key/first"))
                .update();
    }

    @AfterEach
    void nothingLeft() {
        database.sql("DELETE FROM hub_user").update();
        database.sql("DELETE FROM signing_key").update();
    }

    @Test
    void aRotationThatIsStoppedGoesOnWhereItWas() {
        String both = Vault.rotated(keyset);
        SealedColumns values = new SealedColumns(database, vault(both));
        database.sql(
                        "CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$")
                .update();
        database.sql("CREATE TRIGGER stop_here BEFORE UPDATE ON odoo_connection FOR EACH ROW WHEN (OLD.id = 77)"
                        + " EXECUTE FUNCTION stop_here()")
                .update();
        try {
            assertThatThrownBy(() -> places.forEach(values::reseal)).isInstanceOf(DataAccessException.class);
        } finally {
            database.sql("DROP FUNCTION stop_here CASCADE").update();
        }
        assertThat(current(both)).as("some, not all").isBetween(1L, MANY - 1L);

        places.forEach(values::reseal);
        assertThat(current(both)).isEqualTo(MANY);
        assertThat(places).as("and nothing is left to do").allMatch(place -> values.reseal(place) == 0);
        SealedColumns old = new SealedColumns(database, vault(keyset));
        assertThat(places.stream().mapToInt(old::unopenable).sum())
                .as("the first key alone opens nothing any more")
                .isEqualTo(MANY + 1);
    }

    @Test
    void aLostKeysetIsSaidForEachKindOfSecret(CapturedOutput output) {
        new SecretCare(new SealedColumns(database, vault(Vault.newKeyset())), places, new MockEnvironment()).look();
        assertThat(output.getAll())
                .contains(
                        MANY + " saved Odoo connection(s) cannot be used",
                        "1 key(s) that sign access tokens cannot be used",
                        "HUB_SECRET_KEYSET",
                        "users rotate-key")
                .doesNotContain("secret 1");
    }

    @Test
    void everyColumnThatHoldsSomethingSealedIsLookedAfter() {
        List<String> said = database.sql(
                        "SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'qrtz%' AND a.atttypid = 'bytea'::regtype"
                                + " AND NOT a.attisdropped AND a.attname NOT LIKE '%hash%' AND a.attname NOT IN ('state', 'key', 'before', 'after')")
                .query(String.class)
                .list();
        assertThat(new TreeSet<>(said))
                .isEqualTo(new TreeSet<>(places.stream()
                        .map(place -> place.table() + "." + place.column())
                        .toList()));
    }

    private long current(String json) {
        Vault vault = vault(json);
        return database.sql("SELECT secret FROM odoo_connection").query(byte[].class).list().stream()
                .filter(vault::isCurrent)
                .count();
    }

    private static Vault vault(String json) {
        return new Vault(new SecretSettings(json, null));
    }
}
