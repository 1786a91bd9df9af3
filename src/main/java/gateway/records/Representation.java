package gateway.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.mirror.Read;
import gateway.mirror.ReadRefusal;
import gateway.policy.Grant;
import gateway.records.Access.Admission;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** A record as it is in Odoo now: to compare with what a caller saw of it, and for the answer to a change. */
@Component
class Representation {
    private final ProducerTemplate template;
    private final RecordReads reads;

    Representation(ProducerTemplate template, RecordReads reads) {
        this.template = template;
        this.reads = reads;
    }

    /**
     * @param match as in {@code If-Match}
     * @throws ReadRefusal status 412 when the record is another by now, 404 when it is not there
     */
    void expect(Admission who, long id, String match) {
        Message now = read(who, id);
        String etag = now.getHeader("ETag", String.class);
        boolean same = match.strip().equals("*")
                || Arrays.stream(match.split(",")).map(String::strip).anyMatch(tag -> tag.equals(etag));
        if (!same) {
            throw ReadRefusal.of(412, "The record is no longer what it was when it was read; read it again.");
        }
    }

    /** @param leftOut fields that were given, and that this Odoo has not */
    String answer(Admission who, long id, int status, String prefer, List<String> leftOut, Exchange exchange) {
        boolean whole = prefer != null
                && prefer.contains("return=representation")
                && who.grant().methods().contains(Grant.READ);
        if (!whole) {
            return plain(id, status, leftOut, exchange);
        }
        String plain = plain(id, status, leftOut, exchange);
        try {
            Message now = read(who, id);
            exchange.getMessage().setHeader("ETag", now.getHeader("ETag"));
            return now.getBody(String.class);
        } catch (ReadRefusal unread) {
            // It is done all the same.
            return plain;
        }
    }

    /** The answer that only names the record. */
    static String plain(long id, int status, List<String> leftOut, Exchange exchange) {
        Message message = exchange.getMessage();
        Object location = message.getHeader("Location");
        message.removeHeaders("*");
        if (location != null) {
            message.setHeader("Location", location);
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Cache-Control", "no-store");
        ObjectNode answer = Desk.JSON.createObjectNode().put("success", true);
        answer.putObject("data").put("id", id);
        if (!leftOut.isEmpty()) {
            leftOut.forEach(answer.putArray("left_out")::add);
        }
        return answer.toString();
    }

    private Message read(Admission who, long id) {
        Read read = reads.now(who, id);
        Exchange done = template.request("direct:mirror-found", exchange -> exchange.setProperty("read", read));
        if (done.getException() instanceof RuntimeException failed) {
            throw failed;
        }
        return done.getMessage();
    }
}
