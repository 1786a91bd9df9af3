package gateway.mirror;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** For routes: the answer to a read, with its ETag and, of data that is older than it should be, a warning. */
@Component("readAnswers")
public class ReadAnswers {
    /**
     * @param found a {@link Page}, or the refusal in its place
     * @param known the ETags that the client has, as in {@code If-None-Match}; null for none
     * @return JSON as bytes, or null with status 304
     * @throws ReadRefusal the refusal; or with status 404 when the one record that is asked for is not there
     */
    public byte[] of(
            @ExchangeProperty("read") Read read,
            @Body Object found,
            @Header("If-None-Match") String known,
            Exchange exchange) {
        if (found instanceof ReadRefusal refusal) {
            throw refusal;
        }
        Page page = (Page) found;
        if (read.id() > 0 && page.count() == 0) {
            throw ReadRefusal.of(404, "There is no such record.");
        }
        Message message = exchange.getMessage();
        long age = Math.max(0, Duration.between(page.asOf(), Instant.now()).toSeconds());
        message.setHeader("Age", age);
        message.setHeader("Cache-Control", "private, no-cache");
        if (page.why() != null) {
            message.setHeader(
                    "Warning", "111 odoo-hub \"" + page.why() + " These records are " + age + " seconds old.\"");
        }
        byte[] records = page.records();
        String etag = read.id() > 0 ? etagOfOne(records) : etag(page, records);
        message.setHeader("ETag", etag);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (known != null && matches(known, etag)) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
            return null;
        }
        return body(read, page, records);
    }

    /** The answer to what is known of the connection: Odoo's own JSON as {@code data}. */
    public byte[] connection(@Body Object found, @ExchangeProperty("said") String said) {
        if (found instanceof ReadRefusal refusal) {
            throw refusal;
        }
        return join("{\"success\":true," + said, (byte[]) found, "}".repeat(said.endsWith("\"uid\":") ? 2 : 1));
    }

    private static byte[] body(Read read, Page page, byte[] records) {
        String asOf = page.asOf().truncatedTo(ChronoUnit.SECONDS).toString();
        String end = ",\"as_of\":\"" + asOf + "\",\"live\":" + page.live() + "}";
        if (read.id() > 0) {
            return join("{\"success\":true,\"data\":", records, end);
        }
        String next = page.more() && read.inOrderOfIds() ? Long.toString(page.last()) : "null";
        String total = page.total() < 0 ? "" : ",\"total\":" + page.total();
        return join(
                "{\"success\":true,\"count\":" + page.count() + ",\"data\":[",
                records,
                "],\"next\":" + next + ",\"more\":" + page.more() + total + end);
    }

    private static byte[] join(String before, byte[] records, String behind) {
        byte[] start = before.getBytes(StandardCharsets.US_ASCII);
        byte[] end = behind.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + records.length + end.length);
        System.arraycopy(records, 0, all, start.length, records.length);
        System.arraycopy(end, 0, all, start.length + records.length, end.length);
        return all;
    }

    /** Of one record with all its fields: the same that an answer to a change of it has. */
    private static String etagOfOne(byte[] record) {
        return "W/\"" + DigestUtils.md5DigestAsHex(record) + "\"";
    }

    /** Of the records and what is said of the page, but not of when that was. Weak: compression changes the bytes. */
    private static String etag(Page page, byte[] records) {
        if (page.version() != null) {
            return '"' + page.version() + '"';
        }
        CRC32C sum = new CRC32C();
        sum.update(records);
        long state = sum.getValue() << 32 ^ Arrays.hashCode(records) ^ page.total() << 1 ^ (page.more() ? 1 : 0);
        return "W/\"" + Long.toHexString(state) + "-" + Integer.toHexString(records.length) + "\"";
    }

    private static boolean matches(String known, String etag) {
        return known.strip().equals("*")
                || Arrays.stream(known.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("W/" + etag));
    }
}
