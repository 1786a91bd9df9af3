package accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes a customer, a pull above all: what no longer holds ends. */
class AccessEndsTest extends AccountsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "odoo_status = 'archived'",
                "odoo_status = 'deleted'",
                "odoo_status = 'child_contact'",
                "odoo_status = 'merged', email = NULL",
                "odoo_partner_id = odoo_partner_id + 1000000",
                "email = 'moved' || email",
                "account_status = 'blocked'"
            })
    void tokensAndLinksEndWithTheChangeAndStayEnded(String change) {
        String token = signedUp();
        client.post("/api/auth/forgot-password", "email", email);
        String link = mail(email, 3).token();
        database.sql("UPDATE customers SET " + change + " WHERE id = ?")
                .param(id)
                .update();
        assertThat(client.status(token)).isEqualTo(401);
        database.sql("UPDATE customers SET odoo_status = 'linked', account_status = 'active', email = ? WHERE id = ?")
                .params(List.of(email, id))
                .update();
        assertThat(client.status(token)).as("once ended").isEqualTo(401);
        assertThat(setPassword(link, "another green umbrella").statusCode()).isEqualTo(422);
        assertThat(login(PASSWORD).statusCode()).as("the password stays").isEqualTo(200);
    }

    @Test
    void aPullThatChangesNothingOfConsequenceEndsNothing() {
        String token = signedUp();
        database.sql("UPDATE customers SET name = 'New name', phone = '1', odoo_last_sync = now() WHERE id = ?")
                .param(id)
                .update();
        assertThat(client.status(token)).isEqualTo(200);
    }

    @Test
    void aCodeMailedToTheOldAddressIsVoid() {
        client.post("/api/auth/check-email", "email", email);
        String code = mail(email, 1).code();
        email = "new-" + email;
        database.sql("UPDATE customers SET email = ? WHERE id = ?")
                .params(List.of(email, id))
                .update();
        assertThat(setup(code, PASSWORD).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2y$10$92IXUNpkjO0rOQ5byMi.Ye4oKoEa3Ro9llC/.og/at2.uheWG/igi", "$2y$04$placeholder"})
    void aHashOfLaravelIsAcceptedAndRenewed(String hash) {
        boolean real = !hash.contains("placeholder");
        String stored = real
                ? hash
                : new org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder(4).encode("password");
        database.sql("UPDATE customers SET password = ?, email_verified_at = now() WHERE id = ?")
                .params(List.of(stored, id))
                .update();
        assertThat(login("password").statusCode()).isEqualTo(200);
        assertThat(login("Password").statusCode()).isEqualTo(401);
        String now = database.sql("SELECT password FROM customers WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
        assertThat(now).startsWith(real ? "$2y$10$" : "$2y$08$");
        assertThat(login("password").statusCode()).isEqualTo(200);
    }
}
