package hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.users.ForeignSignIn.Vouched;
import accounts.users.UsersProperties;
import accounts.users.UsersProperties.Oidc;
import connections.ConnectionTester;
import hub.HubTest;
import java.time.Duration;
import odoo.OdooConnections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** Odoo's users and their passwords. */
@HubTest
class OdooSignInTest {
    @Autowired
    OdooConnections connections;

    @Autowired
    ConnectionTester tester;

    @Autowired
    PracticeOdoo odoo;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void noRefusals() {
        database.sql("DELETE FROM odoo_sign_in").update();
    }

    @Test
    void whomOdooLetsInIsKnownByItsAddressDatabaseAndId() {
        assertThat(signIn("default").check(odoo.username(), odoo.password()))
                .contains(new Vouched("odoo:" + odoo.url() + "/" + odoo.database(), "2", odoo.username()));
    }

    @Test
    void whomOdooRefusesIsNobodyAndGuessingEndsBeforeOdooShutsTheHubOut() {
        for (int i = 0; i < 8; i++) {
            assertThat(signIn("default").check(odoo.username(), "guess " + i)).isEmpty();
        }
        assertThat(database.sql("SELECT count(DISTINCT attempt) FROM odoo_sign_in")
                        .query(Long.class)
                        .single())
                .as("sign-ins that reached Odoo")
                .isEqualTo(4);
    }

    @Test
    void aConnectionThatIsNotThereLetsNobodyIn() {
        assertThat(signIn("nothing").check(odoo.username(), odoo.password())).isEmpty();
        odoo.down();
        assertThat(signIn("default").check(odoo.username(), odoo.password())).isEmpty();
        odoo.up();
    }

    private OdooSignIn signIn(String connection) {
        Duration any = Duration.ofMinutes(10);
        Oidc none = new Oidc(null, null, null, "roles", "preferred_username", "admin", "manager", "user");
        return new OdooSignIn(
                new UsersProperties("x", "odoo-hub", any, any, any, any, connection, none), connections, tester);
    }
}
