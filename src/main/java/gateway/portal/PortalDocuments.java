package gateway.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.dashboard.Absent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** For routes: attachments of a client's own records, and nobody else's. */
@Component("portalDocuments")
public class PortalDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PortalRefusal NONE = PortalRefusal.of(404, "There is no such document.");

    /** Which records of a model are a client's own; {@code %d} is the commercial partner. */
    private static final Map<String, String> OWN = Map.of(
            "sale.order",
            "[[\"partner_id.commercial_partner_id\",\"=\",%d],[\"state\",\"in\",[\"sent\",\"sale\",\"done\"]]]",
            "account.move",
            "[[\"commercial_partner_id\",\"=\",%d],[\"state\",\"=\",\"posted\"],"
                    + "[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\",\"out_receipt\"]]]",
            "project.task",
            "[[\"partner_id.commercial_partner_id\",\"=\",%d],[\"project_id.privacy_visibility\",\"=\",\"portal\"]]",
            "event.registration",
            "[[\"partner_id.commercial_partner_id\",\"=\",%d]]",
            "res.partner",
            "[[\"commercial_partner_id\",\"=\",%d]]");

    /** Types that a browser may be told of; all others are bytes. */
    private static final Set<String> KNOWN = Set.of(
            "application/pdf",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "text/plain",
            "text/csv",
            "application/zip");

    private final PortalProperties settings;

    /** @throws IllegalArgumentException when settings name a model whose owner is not known */
    PortalDocuments(PortalProperties settings) {
        this.settings = settings;
        for (String model : settings.documents()) {
            if (!OWN.containsKey(model)) {
                throw new IllegalArgumentException("hub.portal.documents: '" + model
                        + "' is not one of the models whose owner is known: " + new java.util.TreeSet<>(OWN.keySet()));
            }
        }
    }

    /** Begins to keep, in the exchange property {@code owned}; the body becomes the models whose attachments are documents. */
    public void begin(Exchange exchange) {
        exchange.setProperty("owned", new LinkedHashMap<String, List<Long>>());
        exchange.getMessage().setBody(settings.documents());
    }

    /** The domain of the client's own records of a model. */
    public String own(@ExchangeProperty("model") String model, @ExchangeProperty("commercial") long commercial) {
        return String.format(OWN.get(model), commercial);
    }

    /** Keeps the ids that Odoo gave for the present model. */
    public void keep(
            @Body Object answer,
            @ExchangeProperty("model") String model,
            @ExchangeProperty("owned") Map<String, List<Long>> owned)
            throws IOException {
        if (!(answer instanceof Absent)) {
            List<Long> ids = new ArrayList<>();
            JSON.readTree((byte[]) answer).forEach(id -> ids.add(id.asLong()));
            owned.put(model, ids);
        }
    }

    /** The domain of the attachments of what {@link #keep} has kept. */
    public String attached(@ExchangeProperty("owned") Map<String, List<Long>> owned) throws JsonProcessingException {
        List<Object> domain = new ArrayList<>(List.of(List.of("type", "=", "binary")));
        for (int i = 1; i < owned.size(); i++) {
            domain.add("|");
        }
        for (Map.Entry<String, List<Long>> model : owned.entrySet()) {
            domain.add("&");
            domain.add(List.of("res_model", "=", model.getKey()));
            domain.add(List.of("res_id", "in", model.getValue()));
        }
        if (owned.isEmpty()) {
            domain.add(List.of("id", "=", 0));
        }
        return JSON.writeValueAsString(domain);
    }

    /**
     * Sets {@code model} and {@code record} of the attachment that Odoo gave, as exchange properties.
     *
     * @throws PortalRefusal status 404 when there is none, or it is of no model whose attachments are documents; 413 when it
     *     is too large
     */
    public void look(@Body byte[] answer, Exchange exchange) throws IOException {
        JsonNode attachment = JSON.readTree(answer).path(0);
        String model = attachment.path("res_model").asText("");
        boolean document = settings.documents().contains(model)
                && attachment.path("type").asText().equals("binary")
                && !attachment.path("res_field").isTextual();
        if (!document) {
            throw NONE;
        }
        if (attachment.path("file_size").asLong() > settings.maxDocument().toBytes()) {
            throw PortalRefusal.of(413, "This document is too large to be given out here; ask us for it.");
        }
        exchange.setProperty("model", model);
        exchange.setProperty("record", attachment.path("res_id").asLong());
        exchange.setProperty("attachment", attachment);
    }

    /** The domain of that record, if it is the client's own. */
    public String ownRecord(
            @ExchangeProperty("model") String model,
            @ExchangeProperty("commercial") long commercial,
            @ExchangeProperty("record") long id) {
        return "[[\"id\",\"=\"," + id + "]," + own(model, commercial).substring(1);
    }

    /** @throws PortalRefusal status 404 when Odoo counts none: the same as for one that is not there at all */
    public void belongs(@Body byte[] count) throws IOException {
        if (JSON.readTree(count).asLong() == 0) {
            throw NONE;
        }
    }

    /** The bytes, with headers by which no browser shows or runs them as a part of this site. */
    public void content(@Body byte[] answer, @ExchangeProperty("attachment") JsonNode attachment, Exchange exchange)
            throws IOException {
        String type =
                attachment.path("mimetype").asText("").replaceAll(";.*", "").strip();
        String name = attachment
                .path("name")
                .asText("")
                .replaceAll("^.*[/\\\\]|\\p{Cntrl}", "")
                .strip();
        exchange.getMessage().removeHeaders("CamelOdoo*");
        exchange.getMessage()
                .setHeader(Exchange.CONTENT_TYPE, KNOWN.contains(type) ? type : "application/octet-stream");
        exchange.getMessage()
                .setHeader(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name.isEmpty() ? "document" : name, StandardCharsets.UTF_8)
                                .build()
                                .toString());
        exchange.getMessage().setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        exchange.getMessage()
                .setBody(Base64.getMimeDecoder()
                        .decode(JSON.readTree(answer).path(0).path("datas").asText("")));
    }
}
