package accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.SmtpProperties.Tls;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** STARTTLS with a mail server that takes neither a password nor a mail before it. */
class StartTlsTest {
    private static final String USER = "hub";
    private static final String PASSWORD = "twelve paper boats";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private SMTPServer server;

    @BeforeEach
    void start() throws Exception {
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getByName("127.0.0.1"))
                .startTlsSocketFactory(certificateOfTheTest())
                .requireTLS()
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!USER.equals(user) || !PASSWORD.equals(password)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((context, from, to, data) ->
                        received.add(from + " " + to + "\n" + new String(data, StandardCharsets.UTF_8)))
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theHubSignsInAndSendsOnceTheConnectionIsEncrypted() throws MessagingException {
        send(trusting(sender(Tls.STARTTLS, PASSWORD)));

        assertThat(received)
                .singleElement()
                .asString()
                .startsWith("portal@example.com jane@example.com")
                .contains("Hello");
    }

    @Test
    void aServerWhoseCertificateNobodyVouchesForGetsNothing() {
        assertThatThrownBy(() -> send(sender(Tls.STARTTLS, PASSWORD)))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("TLS");

        assertThat(received).isEmpty();
    }

    @Test
    void aWrongPasswordIsAFailureWithoutThePassword() {
        assertThatThrownBy(() -> send(trusting(sender(Tls.STARTTLS, "thirteen"))))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageNotContaining("thirteen");

        assertThat(received).isEmpty();
    }

    @Test
    void withoutTlsSuchAServerTakesNothing() {
        assertThatThrownBy(() -> send(sender(Tls.NONE, PASSWORD))).isInstanceOf(MessagingException.class);

        assertThat(received).isEmpty();
    }

    private static SSLContext certificateOfTheTest() throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(file, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private JavaMailSender sender(Tls tls, String password) {
        return new MailConfiguration()
                .hubMailSender(new SmtpProperties(
                        "127.0.0.1",
                        server.getPortAllocated(),
                        USER,
                        password,
                        tls,
                        "Portal <portal@example.com>",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20)));
    }

    /** The certificate of the test is its own. */
    private static JavaMailSender trusting(JavaMailSender sender) {
        sender.getSession().getProperties().put("mail.smtp.ssl.trust", "*");
        sender.getSession().getProperties().put("mail.smtp.ssl.checkserveridentity", "false");
        return sender;
    }

    private static void send(JavaMailSender sender) throws MessagingException {
        MimeMessage mail = new MimeMessage(sender.getSession());
        mail.setFrom("portal@example.com");
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("jane@example.com"));
        mail.setSubject("Hello");
        mail.setText("Hello");
        sender.send(mail);
    }
}
