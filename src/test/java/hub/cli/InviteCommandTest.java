package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** {@code invite} fills the outbox, once for each customer. */
@HubTest
class InviteCommandTest {
    @Autowired
    InviteCommand command;

    @Autowired
    JdbcClient database;

    @Test
    void everyCustomerIsInvitedOnceHoweverItIsCalled() {
        database.sql("INSERT INTO customers (name, email, type, odoo_partner_id) VALUES"
                        + " ('A', 'a@example.com', 'company', 1), ('B', 'b@example.com', 'individual', 2)")
                .update();
        assertThat(run("--email", "A@Example.com", "--email", "nobody@example.com"))
                .contains("Invited:          1", "No such customer: 1");
        assertThat(run("--all")).contains("Invited:          1", "Invited before:   1");
        assertThat(run("--all")).contains("Invited:          0", "Invited before:   2");
        assertThat(database.sql("SELECT count(*) FROM mail_outbox WHERE kind = 'invitation'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void itHasToBeSaidWhom() {
        assertThat(Commands.run("invite")).isEqualTo(2);
        assertThat(Commands.run("invite", "--all", "--email", "a@example.com")).isEqualTo(2);
        assertThat(Commands.run("invite", "--help")).isZero();
    }

    private String run(String... args) {
        StringWriter out = new StringWriter();
        int code = new CommandLine(command).setOut(new PrintWriter(out)).execute(args);
        assertThat(code).isZero();
        return out.toString();
    }
}
