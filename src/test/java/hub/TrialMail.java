package hub;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/** The mail server of the trial run: it delivers nothing, and shows on a page what it was given. */
final class TrialMail {
    private static final String PATH = "/practice/mails";
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static String address = "goes to HUB_SMTP_HOST";

    private TrialMail() {}

    /** Starts server and page on free ports of this machine, and points the hub's settings to them. */
    static void start() throws IOException {
        SERVER.start();
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext(PATH, TrialMail::show);
        page.start();
        address = "http://127.0.0.1:" + page.getAddress().getPort() + PATH;
        System.setProperty("hub.smtp.host", "127.0.0.1");
        System.setProperty("hub.smtp.port", Integer.toString(SERVER.getSmtp().getPort()));
        System.setProperty("hub.smtp.tls", "none");
    }

    /** Where to look at the mail, for the banner. */
    static String address() {
        return address;
    }

    private static void show(HttpExchange exchange) throws IOException {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>Mail of the trial run</title>"
                + "<h1>Mail of the trial run</h1>");
        MimeMessage[] mails = SERVER.getReceivedMessages();
        for (int i = mails.length - 1; i >= 0; i--) {
            try {
                MimeMultipart parts = (MimeMultipart) mails[i].getContent();
                page.append("<hr><h2>")
                        .append(HtmlUtils.htmlEscape(mails[i].getSubject()))
                        .append("</h2><p>To ")
                        .append(HtmlUtils.htmlEscape(mails[i].getHeader("To", ", ")))
                        .append("</p><pre>")
                        .append(HtmlUtils.htmlEscape(
                                parts.getBodyPart(0).getContent().toString()))
                        .append("</pre>");
            } catch (MessagingException unreadable) {
                page.append("<hr><p>A mail that cannot be read.</p>");
            }
        }
        if (mails.length == 0) {
            page.append("<p>No mail yet. Reload this page when some should have come.</p>");
        }
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
