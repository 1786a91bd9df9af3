package gateway.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.stream.Collectors;
import odoo.OdooConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** For routes: what to ask Odoo for a read. The odoo component knows what each version calls a field. */
@Component("liveReads")
public class LiveReads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Buckets buckets;
    private final MirrorFlows flows;

    LiveReads(MirrorProperties settings, MirrorFlows flows) {
        this.flows = flows;
        this.buckets = new Buckets(
                settings.towardOdoo().requests(), settings.towardOdoo().period());
    }

    /**
     * Counts the questions of a read, before the first of them goes out.
     *
     * @throws ReadRefusal status 429 when Odoo is asked too often
     */
    public void admit(Read read) {
        admit(read.isCounted() ? 2 : 1);
    }

    /** Counts a request that is passed on. @throws ReadRefusal status 429 when Odoo is asked too often */
    public void admitOne() {
        admit(1);
    }

    private void admit(int questions) {
        long wait = buckets.take(MirrorReads.CONNECTION, questions);
        if (wait > 0) {
            throw ReadRefusal.untilLater(429, wait, "Too many requests are passed on to Odoo; wait a little.");
        }
    }

    /** Sets the headers of a search_read, one record more than are wanted. */
    public void question(Read read, Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        all(message, read, true);
        message.setHeader(OdooConstants.ORDER, order(read));
        message.setHeader(OdooConstants.LIMIT, read.limit() + (read.id() == 0 ? 1 : 0));
        message.setHeader(OdooConstants.OFFSET, read.offset());
        if (read.id() > 0) {
            message.setHeader(OdooConstants.CONTEXT, "{\"active_test\": false}");
        }
    }

    /** Sets the headers of a search_count of all records that fit. */
    public void count(Read read, Exchange exchange) throws JsonProcessingException {
        all(exchange.getMessage(), read, false);
    }

    private void all(Message message, Read read, boolean page) throws JsonProcessingException {
        String fields = read.resource().source();
        String domain = "[]";
        if (fields == null) {
            MirrorFlows.MirrorFlow flow = flows.named(read.getFlow());
            fields = flow.fields();
            domain = flow.domain();
        }
        message.setHeader(OdooConstants.CONNECTION, MirrorReads.CONNECTION);
        message.setHeader(OdooConstants.FIELDS, fields);
        message.setHeader(OdooConstants.DOMAIN, domain(read, domain, page));
    }

    private static String order(Read read) {
        return read.order().stream()
                .map(term -> term.field() + (term.descending() ? " desc" : ""))
                .collect(Collectors.joining(","));
    }

    private static String domain(Read read, String flowDomain, boolean page) throws JsonProcessingException {
        ArrayNode domain = (ArrayNode) JSON.readTree(flowDomain);
        domain.addAll(read.resource().bounds());
        if (read.id() > 0) {
            return add(domain, "id", "=", read.id()).toString();
        }
        if (read.resource().archives() && read.archived()) {
            add(domain, "active", "=", false);
        }
        read.filters().forEach((field, value) -> add(domain, field, "=", value));
        if (read.search() != null) {
            List<String> searched = read.resource().searched();
            for (int i = 1; i < searched.size(); i++) {
                domain.add("|");
            }
            String pattern = MirrorSql.like(read.search());
            searched.forEach(field -> add(domain, field, "=ilike", pattern));
        }
        if (page && read.after() > 0) {
            add(domain, "id", ">", read.after());
        }
        return domain.toString();
    }

    private static ArrayNode add(ArrayNode domain, String field, String operator, Object value) {
        domain.addArray().add(field).add(operator).addPOJO(value);
        return domain;
    }
}
