package gateway.blog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gateway.mirror.ReadRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import odoo.OdooConnections;
import odoo.OdooConstants;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/**
 * For routes: images that public posts show. Nothing else is passed on, whatever the key says: an attachment has to be public in
 * Odoo, of a size, and an image by its first bytes; a file has to be one that a module of Odoo brings.
 */
@Component("blogMedia")
public class BlogMedia {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECTION = "default";
    private static final Duration KEPT = Duration.ofHours(1);

    private final BlogReads reads;
    private final OdooConnections connections;
    private final long most;
    private final Cache<String, Media> cache;

    BlogMedia(BlogReads reads, OdooConnections connections, BlogProperties settings) {
        this.reads = reads;
        this.connections = connections;
        this.most = settings.mediaMax().toBytes();
        this.cache = Caffeine.newBuilder()
                .maximumWeight(settings.mediaCache().toBytes())
                .weigher((String key, Media media) -> media.bytes().length)
                .expireAfterWrite(KEPT)
                .build();
    }

    /**
     * What is to be done for a key.
     *
     * @return {@code cached}, {@code file} (the property {@code mediaUrl} says where), {@code attachment} (a domain is set),
     *     {@code named} (an external id, its domain is set); or null when no public post shows it
     */
    public String plan(@Header("key") String key, @Header("If-None-Match") String known, Exchange exchange) {
        exchange.setProperty("mediaKey", key);
        exchange.setProperty("mediaKnown", known);
        if (!reads.shows(key)) {
            return null;
        }
        Media kept = cache.getIfPresent(key);
        if (kept != null) {
            exchange.setProperty("media", kept);
            return "cached";
        }
        Message message = exchange.getMessage();
        String file = MediaLinks.file(key);
        if (file != null) {
            exchange.setProperty("mediaUrl", connections.get(CONNECTION).url() + file);
            return "file";
        }
        message.setHeader(OdooConstants.CONNECTION, CONNECTION);
        if (key.matches("\\d+")) {
            message.setHeader(OdooConstants.DOMAIN, attachment(key));
            return "attachment";
        }
        String[] name = key.split("\\.", 2);
        message.setHeader(
                OdooConstants.DOMAIN,
                JSON.createArrayNode()
                        .add(term("module", name[0]))
                        .add(term("name", name[1]))
                        .add(term("model", "ir.attachment"))
                        .toString());
        return "named";
    }

    /** Sets the domain of the attachment that an external id names; one that finds nothing when it names none. */
    public void named(@Body byte[] found, Exchange exchange) throws IOException {
        long id = JSON.readTree(found).path(0).path("res_id").asLong(0);
        exchange.getMessage().setHeader(OdooConstants.DOMAIN, attachment(Long.toString(id)));
    }

    private String attachment(String id) {
        return "[[\"id\",\"=\"," + id + "],[\"public\",\"=\",true],[\"type\",\"=\",\"binary\"],[\"file_size\",\"<=\","
                + most + "]]";
    }

    /** The image in Odoo's answer about an attachment. @return null when there is none */
    public Media attached(@ExchangeProperty("mediaKey") String key, @Body byte[] found) throws IOException {
        JsonNode datas = JSON.readTree(found).path(0).path("datas");
        return datas.isTextual() ? keep(key, Base64.getMimeDecoder().decode(datas.textValue())) : null;
    }

    /** The image in the answer to a GET. @return null when there is none */
    public Media fetched(@ExchangeProperty("mediaKey") String key, @Body byte[] body) {
        return body == null || body.length > most ? null : keep(key, body);
    }

    private Media keep(String key, byte[] bytes) {
        String type = ImageTypes.of(bytes);
        if (type == null) {
            return null;
        }
        Media media = new Media(type, '"' + DigestUtils.md5DigestAsHex(bytes) + '"', bytes);
        cache.put(key, media);
        return media;
    }

    /**
     * Sets the headers of the answer.
     *
     * @param found the image, or the refusal in its place
     * @return the image; empty with status 304 when the client has it already
     */
    public byte[] answer(Object found, Exchange exchange) {
        if (found instanceof ReadRefusal refusal) {
            throw refusal;
        }
        Media media = (Media) found;
        Message message = exchange.getMessage();
        String known = exchange.getProperty("mediaKnown", String.class);
        message.removeHeaders("CamelOdoo*");
        message.setHeader("ETag", media.etag());
        message.setHeader("Cache-Control", "public, max-age=86400");
        message.setHeader("Content-Disposition", "inline");
        message.setHeader(Exchange.CONTENT_TYPE, media.type());
        if (known != null && known.contains(media.etag())) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            return new byte[0];
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        return media.bytes();
    }

    private static com.fasterxml.jackson.databind.node.ArrayNode term(String field, String value) {
        return JSON.createArrayNode().add(field).add("=").add(value);
    }
}
