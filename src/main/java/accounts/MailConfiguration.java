package accounts;

import jakarta.mail.Session;
import java.util.Properties;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** The connection to the mail server; kept out of the route's URI, which Hawtio shows. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    JavaMailSender hubMailSender(SmtpProperties settings) {
        boolean tls = settings.tls() == SmtpProperties.Tls.TLS;
        boolean startTls = settings.tls() == SmtpProperties.Tls.STARTTLS;
        boolean signIn = StringUtils.hasText(settings.username());
        String protocol = tls ? "smtps" : "smtp";
        String timeout = Long.toString(settings.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put("mail." + protocol + ".auth", Boolean.toString(signIn));
        properties.put("mail." + protocol + ".starttls.enable", Boolean.toString(startTls));
        properties.put("mail." + protocol + ".starttls.required", Boolean.toString(startTls));
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.put("mail." + protocol + ".connectiontimeout", timeout);
        properties.put("mail." + protocol + ".timeout", timeout);
        properties.put("mail." + protocol + ".writetimeout", timeout);
        DefaultJavaMailSender sender = new DefaultJavaMailSender();
        sender.setJavaMailProperties(properties);
        sender.setSession(Session.getInstance(properties));
        sender.setProtocol(protocol);
        sender.setHost(settings.isSet() ? settings.host() : "localhost");
        sender.setPort(settings.port());
        if (signIn) {
            sender.setUsername(settings.username());
            sender.setPassword(settings.password());
        }
        return sender;
    }
}
