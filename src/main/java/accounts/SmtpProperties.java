package accounts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The server that takes our mail.
 *
 * @param host name of the mail server; without one mail waits in the outbox
 * @param port port of the mail server (default 587)
 * @param username name to sign in with; without one the hub does not sign in
 * @param password password to sign in with
 * @param tls {@code starttls} (default), {@code tls} from the first byte (usually port 465), or {@code none}
 * @param from sender of our mail, as in {@code Portal <portal@example.com>}
 * @param poll how often the outbox is looked at (default 1 second)
 * @param timeout how long the server may take for an answer (default 20 seconds)
 */
@Validated
@ConfigurationProperties("hub.smtp")
public record SmtpProperties(
        String host,
        @DefaultValue("587") @Min(1) @Max(65535) int port,
        String username,
        String password,
        @DefaultValue("starttls") Tls tls,
        @DefaultValue("odoo-hub@localhost") String from,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("20s") Duration timeout) {

    /** How the connection to the mail server is encrypted. */
    public enum Tls {
        /** In clear; only for a server on the same machine. */
        NONE,
        /** Begins in clear, and goes on only when the server can encrypt. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    boolean isSet() {
        return StringUtils.hasText(host);
    }

    @Override
    public String toString() {
        return "SmtpProperties[host=" + host + ", port=" + port + ", username=" + username + ", tls=" + tls + "]";
    }
}
