package pages;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the hub under test sends its mail. */
final class Mailbox {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Mailbox() {
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** Forgets all mail. */
    void empty() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Waits for a mail to that address in which this is found, and gives the first group. */
    String find(String to, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> search(to, wanted), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> search(String to, Pattern wanted) {
        for (MimeMessage message : server.getReceivedMessages()) {
            try {
                Matcher matcher = wanted.matcher(text(message));
                if (message.getHeader("To", null).contains(to) && matcher.find()) {
                    return Optional.of(matcher.group(1));
                }
            } catch (MessagingException broken) {
                throw new IllegalStateException(broken);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return Optional.empty();
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return (String) part.getContent();
        }
        StringBuilder all = new StringBuilder();
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                all.append(text(each));
            }
        }
        return all.toString();
    }
}
