package accounts;

import accounts.MailOutbox.Waiting;
import accounts.SetupSecrets.Purpose;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes a mail at the moment it is sent. Code and link are made here, so that none is kept anywhere in clear, and their time
 * runs from here; they go to the customer's address as it is by now.
 */
@Component("mailComposer")
public class MailComposer {
    private final Customers customers;
    private final SetupSecrets secrets;
    private final SignUpCodes signUpCodes;
    private final MailOutbox outbox;
    private final AccountsProperties accounts;
    private final SetupProperties setup;
    private final SmtpProperties smtp;
    private final JdbcClient database;

    MailComposer(
            Customers customers,
            SetupSecrets secrets,
            SignUpCodes signUpCodes,
            MailOutbox outbox,
            AccountsProperties accounts,
            SetupProperties setup,
            SmtpProperties smtp,
            JdbcClient database) {
        this.customers = customers;
        this.secrets = secrets;
        this.signUpCodes = signUpCodes;
        this.outbox = outbox;
        this.accounts = accounts;
        this.setup = setup;
        this.smtp = smtp;
        this.database = database;
    }

    /** Sets the message's headers and body; a null body means that there is nobody to write to. */
    public void compose(@Body Waiting mail, Exchange exchange) {
        if (mail.user() != null) {
            composeForUser(mail, exchange);
            return;
        }
        if (MailKind.of(mail.kind()) == MailKind.SIGN_UP) {
            Map<String, String> values =
                    Map.of("code", signUpCodes.newCode(mail.email()), "code_time", words(setup.codeLifetime()));
            write(MailText.of("sign-up", values), mail.email(), exchange);
            return;
        }
        Customer customer = mail.customer() == null
                ? customers.byEmail(mail.email()).customer()
                : customers.byId(mail.customer()).orElse(null);
        MailKind kind = MailKind.of(mail.kind());
        boolean pointless = customer != null && kind == MailKind.INVITATION && customer.hasPassword();
        if (customer == null || pointless) {
            // As much work as for a customer, or the hub's load would show which address is one.
            secrets.noCode();
            outbox.drop(mail);
            exchange.getMessage().setBody(null);
            return;
        }
        write(text(kind, customer), customer.email(), exchange);
    }

    /** Nobody where the user has no address, or is gone or disabled. */
    private void composeForUser(Waiting mail, Exchange exchange) {
        record Recipient(String username, String email) {}
        Recipient to = database.sql(
                        "SELECT username, email FROM hub_user WHERE id = :id AND enabled AND email IS NOT NULL")
                .param("id", mail.user())
                .query(Recipient.class)
                .optional()
                .orElse(null);
        if (to == null) {
            outbox.drop(mail);
            exchange.getMessage().setBody(null);
            return;
        }
        write(
                MailText.of("connection-paused", Map.of("name", to.username(), "connection", mail.about())),
                to.email(),
                exchange);
    }

    private void write(MailText text, String to, Exchange exchange) {
        exchange.getMessage().setHeader("From", smtp.from());
        exchange.getMessage().setHeader("To", to);
        exchange.getMessage().setHeader("Subject", text.subject());
        exchange.getMessage().setHeader("Auto-Submitted", "auto-generated");
        exchange.getMessage().setHeader("CamelMailAlternativeBody", text.text());
        exchange.getMessage().setBody(text.html());
    }

    private MailText text(MailKind kind, Customer customer) {
        Map<String, String> values = new HashMap<>();
        values.put("name", customer.name());
        values.put("email", customer.email());
        values.put("login_link", page("/login"));
        if (kind == MailKind.WELCOME) {
            return MailText.of("welcome", values);
        }
        if (customer.hasPassword()) {
            secrets.noCode();
            return link(
                    kind == MailKind.RESET ? "reset" : "already",
                    Purpose.RESET,
                    setup.linkLifetime(),
                    customer,
                    values);
        }
        if (kind == MailKind.INVITATION) {
            return link("invitation", Purpose.SETUP, setup.invitationLifetime(), customer, values);
        }
        if (kind == MailKind.SETUP) {
            values.put("code", secrets.newCode(customer.id()));
            values.put("code_time", words(setup.codeLifetime()));
            return link("setup", Purpose.SETUP, setup.linkLifetime(), customer, values);
        }
        secrets.noCode();
        return link("link", Purpose.SETUP, setup.linkLifetime(), customer, values);
    }

    private MailText link(
            String template, Purpose purpose, Duration lifetime, Customer customer, Map<String, String> values) {
        // Behind the #, a browser keeps the token to itself: it is in no log and no Referer.
        values.put("link", page("/first-time-setup#token=" + secrets.newLink(customer.id(), purpose, lifetime)));
        values.put("link_time", words(lifetime));
        return MailText.of(template, values);
    }

    private String page(String path) {
        return accounts.publicUrl().replaceAll("/+$", "") + path;
    }

    /** As in {@code 15 minutes}, {@code 1 hour} or {@code 7 days}. */
    static String words(Duration time) {
        if (time.toMinutes() < 60 || time.toMinutes() % 60 != 0) {
            return counted(time.toMinutes(), "minute");
        }
        return time.toHours() < 48 || time.toHours() % 24 != 0
                ? counted(time.toHours(), "hour")
                : counted(time.toDays(), "day");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
