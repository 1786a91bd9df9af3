package odoo;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Posts bytes to one server through a camel-http endpoint. The endpoint's producer is called directly, outside of any
 * route, so that what is sent shows in no Camel event and no trace.
 */
final class OdooTransport implements AutoCloseable {
    private static final int FIRST_BUFFER = 64 * 1024;

    private final CamelContext context;
    private final HttpEndpoint endpoint;
    private final Producer producer;
    private final Settings settings;

    /**
     * What tells transports apart.
     *
     * @param url base address
     * @param limits time and size bounds
     * @param reach where the address may lead
     */
    record Settings(String url, OdooCall.Limits limits, OdooReach reach) {
        /** Whoever may lead us to any server of the Internet could fill our memory. */
        private static final long OF_STRANGERS = 32L * 1024 * 1024;

        long maxResponseSize() {
            return reach == OdooReach.INTERNET
                    ? Math.min(limits.maxResponseSize(), OF_STRANGERS)
                    : limits.maxResponseSize();
        }
    }

    OdooTransport(CamelContext context, Settings settings, HostNames names) {
        this.context = context;
        this.settings = settings;
        String uri = settings.url()
                + "?httpMethod=POST&throwExceptionOnFailure=false&disableStreamCache=true&copyHeaders=false"
                + "&followRedirects=false&connectTimeout=" + settings.limits().connectTimeout()
                + "&responseTimeout=" + settings.limits().responseTimeout();
        endpoint = HttpClients.endpoint(context, uri, settings, names);
        try {
            producer = endpoint.createProducer();
            ServiceHelper.startService(producer);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot open an HTTP client for " + settings.url(), e);
        }
    }

    /**
     * Sends one request and reads its whole answer, whatever its status.
     *
     * @throws TransportException when no whole answer came
     */
    HttpAnswer post(String path, String contentType, byte[] body, Map<String, Object> headers)
            throws TransportException {
        Exchange exchange = new DefaultExchange(context);
        Message request = exchange.getIn();
        request.setHeaders(new HashMap<>(headers));
        request.setHeader(Exchange.HTTP_PATH, path);
        request.setHeader(Exchange.CONTENT_TYPE, contentType);
        request.setBody(body);
        try {
            producer.process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return read(exchange.getMessage());
        } catch (TransportException e) {
            throw e;
        } catch (Exception e) {
            throw TransportFailures.of(settings, e);
        }
    }

    private HttpAnswer read(Message answer) throws IOException, TransportException {
        Integer status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return new HttpAnswer(
                status == null ? 0 : status,
                answer.getHeader(Exchange.CONTENT_TYPE, "", String.class),
                bytes(answer),
                date(answer.getHeader("Date", String.class)),
                retryAfter(answer.getHeader("Retry-After", String.class)));
    }

    private byte[] bytes(Message answer) throws IOException, TransportException {
        Object body = answer.getBody();
        if (body == null) {
            return new byte[0];
        }
        if (!(body instanceof InputStream)) {
            return answer.getBody(byte[].class);
        }
        try (InputStream in = (InputStream) body) {
            byte[] buffer = new byte[firstSize(answer)];
            int length = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer, length, buffer.length - length)) {
                length += n;
                if (length == buffer.length) {
                    int next = in.read();
                    if (next < 0) {
                        break;
                    }
                    buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * length));
                    buffer[length++] = (byte) next;
                }
            }
            return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
        }
    }

    private int firstSize(Message answer) {
        Long announced = answer.getHeader("Content-Length", Long.class);
        return announced == null || announced <= 0
                ? FIRST_BUFFER
                : (int) Math.min(announced, Math.min(settings.maxResponseSize(), 16 * 1024 * 1024));
    }

    private static Instant date(String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration retryAfter(String text) {
        if (text == null) {
            return null;
        }
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant date = date(text);
        Instant now = Instant.now();
        return date == null || date.isBefore(now) ? null : Duration.between(now, date);
    }

    @Override
    public void close() {
        ServiceHelper.stopService(producer, endpoint);
        try {
            context.removeEndpoint(endpoint);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close the HTTP client for " + settings.url(), e);
        }
    }
}
