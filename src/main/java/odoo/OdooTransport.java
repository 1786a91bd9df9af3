package odoo;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * Posts bytes to one server through a camel-http endpoint. The endpoint's producer is called directly, outside of any
 * route, so that what is sent shows in no Camel event and no trace.
 */
final class OdooTransport implements AutoCloseable {
    private static final int FIRST_BUFFER = 64 * 1024;
    private static final String CHECK_ADDRESS = "Check that Odoo runs and that its address is right, then try again";

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
            throw explain(e);
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

    private TransportException explain(Exception e) {
        String url = settings.url();
        if (e instanceof Deadline.TooSlowException) {
            return new TransportException(
                    true,
                    "The answer of " + url + " was not whole within "
                            + settings.limits().answerTimeout() + " ms",
                    "Try again later, ask for less at a time, or raise answerTimeout",
                    e);
        }
        if (e instanceof HttpClients.TooLargeException) {
            return new TransportException(
                    true,
                    "The answer of " + url + " is larger than " + settings.maxResponseSize() + " bytes",
                    "Ask for fewer records or fields at a time, or raise maxResponseSize",
                    null);
        }
        if (e instanceof ConnectTimeoutException) {
            return new TransportException(
                    false,
                    "No connection to " + url + " within " + settings.limits().connectTimeout() + " ms",
                    CHECK_ADDRESS,
                    e);
        }
        if (e instanceof ConnectionRequestTimeoutException) {
            return new TransportException(
                    false, "All connections to " + url + " are in use", "Try again with fewer calls side by side", e);
        }
        if (e instanceof GuardedNames.BeyondReachException) {
            return new TransportException(
                    false,
                    "The address " + url + " leads to where connections must not go",
                    "Use an address that is reachable from the Internet, or ask an administrator",
                    e);
        }
        if (e instanceof UnknownHostException) {
            return new TransportException(
                    false, "The host of " + url + " is unknown", "Check the url of the connection", e);
        }
        if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
            return new TransportException(
                    false,
                    "No trusted TLS connection to " + url,
                    "Check the server's certificate, or the trust store of the http component",
                    e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new TransportException(false, "Nothing answers at " + url, CHECK_ADDRESS, e);
        }
        if (e instanceof SocketTimeoutException) {
            return new TransportException(
                    true,
                    "No answer from " + url + " within " + settings.limits().responseTimeout() + " ms",
                    "Try again later, ask for less at a time, or raise responseTimeout",
                    e);
        }
        if (e instanceof IOException) {
            return new TransportException(
                    true, "The connection to " + url + " broke before the answer was whole", CHECK_ADDRESS, e);
        }
        return new TransportException(
                false, "The call to " + url + " could not be sent", "See the cause of this failure", e);
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
