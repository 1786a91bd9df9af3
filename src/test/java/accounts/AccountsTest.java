package accounts;

import static org.awaitility.Awaitility.await;

import accounts.users.OpenIdProvider;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import hub.HubTest;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A hub with verification by email and a mail server; all tests of the room share it. */
@HubTest
public abstract class AccountsTest {
    protected static final String PASSWORD = "seventeen green umbrellas";

    private static final AtomicInteger COUNT = new AtomicInteger();
    protected static final OpenIdProvider OPENID = OpenIdProvider.start();
    static final GreenMail MAIL = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static {
        MAIL.start();
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient database;

    AccountsClient client;
    String email;
    long id;

    /** The parts of a mail that tests look at. */
    record Mail(String subject, String text, String html) {
        String code() {
            return found("\\b([0-9]{6})\\b");
        }

        String token() {
            return found("#token=([0-9]+\\.[A-Za-z0-9_-]+)");
        }

        private String found(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("Nothing like " + pattern + " in " + text);
            }
            return matcher.group(1);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("hub.users.oidc.issuer-uri", OPENID::issuer);
        settings.add("hub.users.oidc.audience", () -> "hub-tests");
        settings.add("hub.users.oidc.role-claim", () -> "realm_access.roles");
        settings.add("hub.smtp.host", () -> "127.0.0.1");
        settings.add("hub.smtp.port", () -> MAIL.getSmtp().getPort());
        settings.add("hub.smtp.tls", () -> "none");
        settings.add("hub.smtp.poll", () -> "100ms");
        settings.add("hub.sign-up.open", () -> "everybody");
        settings.add("hub.accounts.bcrypt.cost", () -> "8");
        settings.add("hub.accounts.limits.requests-per-address.requests", () -> "0");
        settings.add("hub.accounts.limits.mails-per-account.requests", () -> "40");
        settings.add("hub.accounts.limits.sign-ins-per-account.requests", () -> "60");
    }

    @BeforeEach
    void newCustomer() {
        client = new AccountsClient(port, database);
        email = "customer" + COUNT.incrementAndGet() + "@example.com";
        id = client.customer("John <Doe>", email);
    }

    /** Waits for the latest of so many mails to that address. */
    Mail mail(String to, int nth) {
        await().atMost(Duration.ofSeconds(60)).until(() -> mails(to).size() >= nth);
        MimeMessage message = mails(to).get(nth - 1);
        try {
            MimeMultipart parts = (MimeMultipart) message.getContent();
            return new Mail(message.getSubject(), content(parts.getBodyPart(0)), content(parts.getBodyPart(1)));
        } catch (IOException | MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    static List<MimeMessage> mails(String to) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(message -> GreenMailUtil.getHeaders(message).contains("To: " + to))
                .toList();
    }

    /** Signs the customer of this test up and in. */
    String signedUp() {
        client.post("/api/auth/check-email", "email", email);
        return AccountsClient.token(setup(mail(email, 1).code(), PASSWORD));
    }

    java.net.http.HttpResponse<String> setup(String code, String password) {
        return client.post(
                "/api/auth/quick-setup",
                "email",
                email,
                "verification_code",
                code,
                "password",
                password,
                "password_confirmation",
                password);
    }

    java.net.http.HttpResponse<String> setPassword(String token, String password) {
        return client.post(
                "/api/auth/set-password", "token", token, "password", password, "password_confirmation", password);
    }

    java.net.http.HttpResponse<String> login(String password) {
        return client.post("/api/auth/login", "email", email, "password", password);
    }

    private static String content(BodyPart part) throws IOException, MessagingException {
        return part.getContent().toString().replace("\r\n", "\n");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
