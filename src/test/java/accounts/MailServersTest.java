package accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.SmtpProperties.Tls;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each way to reach a mail server does on the wire. */
class MailServersTest {
    private static final String USER = "hub";
    private static final String PASSWORD = "twelve paper boats";

    private GreenMail server;

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theHubSignsInOverTls() throws MessagingException {
        start(ServerSetup.PROTOCOL_SMTPS);
        JavaMailSender sender = sender(Tls.TLS, PASSWORD);
        // The certificate of the test's server is its own.
        sender.getSession().getProperties().put("mail.smtps.ssl.trust", "*");
        sender.getSession().getProperties().put("mail.smtps.ssl.checkserveridentity", "false");

        sender.send(mail(sender));

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).contains("Hello");
    }

    @Test
    void aServerWhoseCertificateNobodyVouchesForGetsNothing() {
        start(ServerSetup.PROTOCOL_SMTPS);

        assertThatThrownBy(() -> send(Tls.TLS, PASSWORD)).isInstanceOf(MessagingException.class);

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatCannotEncryptGetsNeitherPasswordNorMail() {
        start(ServerSetup.PROTOCOL_SMTP);

        assertThatThrownBy(() -> send(Tls.STARTTLS, PASSWORD))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("STARTTLS");

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aWrongPasswordIsAFailureWithoutThePassword() throws MessagingException {
        start(ServerSetup.PROTOCOL_SMTP);

        assertThatThrownBy(() -> send(Tls.NONE, "thirteen"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageNotContaining("thirteen");
        send(Tls.NONE, PASSWORD);

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    private void start(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        server = new GreenMail(setup);
        server.setUser("hub@example.com", USER, PASSWORD);
        server.getUserManager().setAuthRequired(true);
        server.start();
    }

    private void send(Tls tls, String password) throws MessagingException {
        JavaMailSender sender = sender(tls, password);
        sender.send(mail(sender));
    }

    private JavaMailSender sender(Tls tls, String password) {
        int port =
                tls == Tls.TLS ? server.getSmtps().getPort() : server.getSmtp().getPort();
        return new MailConfiguration()
                .hubMailSender(new SmtpProperties(
                        "127.0.0.1",
                        port,
                        USER,
                        password,
                        tls,
                        "Portal <portal@example.com>",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20)));
    }

    private static MimeMessage mail(JavaMailSender sender) throws MessagingException {
        MimeMessage mail = new MimeMessage(sender.getSession());
        mail.setFrom("portal@example.com");
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("jane@example.com"));
        mail.setSubject("Hello");
        mail.setText("Hello");
        return mail;
    }
}
