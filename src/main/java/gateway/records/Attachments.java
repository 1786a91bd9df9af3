package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gateway.mirror.CallerLimit;
import gateway.mirror.ReadRefusal;
import gateway.policy.GatewayProperties;
import gateway.policy.Grant;
import gateway.records.Access.Admission;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Component;

/** For routes: the content of an attachment. A browser saves it; only pictures may be shown, and nothing in it may run. */
@Component("attachments")
public class Attachments {
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Access access;
    private final CallerLimit callers;
    private final Desk desk;
    private final long largest;

    Attachments(Access access, CallerLimit callers, Desk desk, GatewayProperties settings) {
        this.access = access;
        this.callers = callers;
        this.desk = desk;
        this.largest = settings.maxAttachment().toBytes();
    }

    /**
     * @param inline whether a picture is to be shown rather than saved
     * @throws ReadRefusal status 404 when it is not there or not the caller's to read
     */
    public byte[] content(@Header("id") long id, @Header("inline") Boolean inline, Exchange exchange) {
        callers.count();
        Admission who = access.admit(Files.MODEL, Grant.READ);
        JsonNode file;
        try {
            file = read(who, id);
        } catch (ReadRefusal refusal) {
            throw refusal;
        } catch (RuntimeException failed) {
            throw WriteFailures.of(failed, who);
        }
        byte[] content = Base64.getMimeDecoder().decode(file.path(Files.CONTENT).asText(""));
        String sniffed = Sniff.type(content, file.path("name").asText());
        boolean shown = Boolean.TRUE.equals(inline) && sniffed != null && SHOWN.contains(sniffed);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, sniffed == null ? "application/octet-stream" : sniffed);
        message.setHeader("Cache-Control", "private, no-cache");
        message.setHeader(
                "Content-Disposition",
                (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(Files.name(file.path("name").asText("file")), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        return content;
    }

    /** Its size is asked for first, so that a large one stays where it is. */
    private JsonNode read(Admission who, long id) {
        ArrayNode domain = access.bounds(who);
        domain.addArray().add("id").add("=").add(id);
        JsonNode known = desk.search(Files.MODEL, "name,file_size", domain, 1).path(0);
        if (known.isMissingNode()) {
            throw ReadRefusal.of(404, "There is no such file, or it is not for you.");
        }
        if (known.path("file_size").asLong() > largest) {
            throw ReadRefusal.of(422, "The file is larger than what is given out here; it stays in Odoo.");
        }
        return desk.search(Files.MODEL, "name,datas", domain, 1).path(0);
    }
}
