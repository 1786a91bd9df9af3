package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of answers that no healthy Odoo gives, and of answers that never come. */
class OdooFailuresTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233";
    private static final Function<StubServer.Request, byte[]> HTML =
            request -> StubServer.answer(200, "text/html", "<html>Sign in to the guest network</html>");

    private final AtomicReference<Function<StubServer.Request, byte[]>> answers = new AtomicReference<>();
    private StubServer server;
    private CamelContext camel;
    private OdooProtocol protocol = OdooProtocol.JSON2;
    private String url;

    @BeforeEach
    void start() {
        server = new StubServer(request -> {
            if (request.path().contains("version_info")) {
                return StubServer.json(StubServer.VERSION_19);
            }
            if (request.body().contains("authenticate")) {
                return protocol == OdooProtocol.XMLRPC
                        ? StubServer.answer(200, "text/xml", xml("<int>2</int>"))
                        : StubServer.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":2}");
            }
            return answers.get().apply(request);
        });
        url = server.url();
        camel = LightCamel.context();
        camel.getRegistry().bind("connections", (OdooConnections)
                name -> new OdooConnection(name, url, "prod", "hub", Secret.of(KEY)).withProtocol(protocol));
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSONRPC", "XMLRPC"})
    void webPagesAreNotOdoo(OdooProtocol which) {
        protocol = which;
        answers.set(HTML);
        assertThat(read()).isInstanceOf(OdooUnavailableException.class).hasMessageContaining("not Odoo");
        assertThat(write()).isInstanceOf(OdooUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSONRPC", "XMLRPC"})
    void aCutAnswerIsUnavailableForAReadAndUnknownForAWrite(OdooProtocol which) {
        protocol = which;
        String whole = which == OdooProtocol.XMLRPC
                ? xml("<array><data><value><int>7</int></value></data></array>")
                : which == OdooProtocol.JSON2 ? "[7, 8, 9]" : "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[7, 8, 9]}";
        answers.set(request -> StubServer.json(whole.substring(0, whole.length() - 4)));
        assertThat(read()).isInstanceOf(OdooUnavailableException.class);
        assertThat(write()).isInstanceOf(OdooUnknownOutcomeException.class);

        byte[] bytes = StubServer.json(whole);
        answers.set(request -> java.util.Arrays.copyOf(bytes, bytes.length - 4));
        assertThat(read()).isInstanceOf(OdooUnavailableException.class);
        assertThat(write()).isInstanceOf(OdooUnknownOutcomeException.class);
    }

    @Test
    void aClosedConnectionIsUnavailableForAReadAndUnknownForAWriteAndNeverSentTwice() {
        answers.set(request -> null);
        assertThat(read()).isInstanceOf(OdooUnavailableException.class);
        assertThat(write()).isInstanceOfSatisfying(OdooUnknownOutcomeException.class, e -> {
            assertThat(e.getKind()).isEqualTo(OdooFailure.UNKNOWN_OUTCOME);
            assertThat(e.getRemedy()).contains("Look");
        });
        assertThat(server.requests)
                .filteredOn(request -> request.path().endsWith("/create"))
                .hasSize(1);
    }

    @Test
    void aLateAnswerIsUnavailableForAReadAndUnknownForAWrite() {
        answers.set(request -> StubServer.SILENCE);
        assertThat(call("res.partner/search_count?responseTimeout=200", null))
                .isInstanceOf(OdooUnavailableException.class)
                .hasMessageContaining("200 ms");
        assertThat(call("res.partner/create?responseTimeout=200", Map.of("name", "x")))
                .isInstanceOf(OdooUnknownOutcomeException.class);
        assertThat(call("res.partner/my_report?readOnly=true&responseTimeout=200", null))
                .isInstanceOf(OdooUnavailableException.class);
    }

    @Test
    void aRefusedConnectionIsUnavailableEvenForAWrite() throws Exception {
        answers.set(request -> StubServer.json("1"));
        assertThat(read()).isNull();
        server.close();
        assertThat(write())
                .isInstanceOf(OdooUnavailableException.class)
                .hasMessageContaining(url)
                .hasMessageContaining("Check that Odoo runs");
    }

    @Test
    void proxyErrorsAreUnavailableAndLeaveAWriteInDoubtWhenItMayHaveArrived() {
        answers.set(request -> StubServer.answer(502, "text/html", "<html>Bad Gateway</html>"));
        assertThat(read()).isInstanceOfSatisfying(OdooUnavailableException.class, e -> assertThat(e.getHttpStatus())
                .isEqualTo(502));
        assertThat(write()).isInstanceOf(OdooUnknownOutcomeException.class);
        answers.set(request -> StubServer.answer(503, "text/html", "<html>No server is available</html>"));
        assertThat(write()).isInstanceOf(OdooUnavailableException.class);
    }

    @Test
    void tooManyRequestsSaysWhenToComeBackAndIsNotRepeated() {
        answers.set(request -> StubServer.answer(429, "text/html", "slow down", "Retry-After: 17"));
        assertThat(write()).isInstanceOfSatisfying(OdooBusyException.class, e -> assertThat(e.getRetryAfter())
                .contains(Duration.ofSeconds(17)));
        assertThat(server.requests)
                .filteredOn(request -> request.path().endsWith("/create"))
                .hasSize(1);
    }

    @Test
    void collisionsAndAStoppedDatabaseAreWorthTryingAgain() {
        answers.set(request -> StubServer.answer(500, "application/json", """
                {"name":"psycopg2.errors.SerializationFailure","message":"could not serialize access","debug":"Traceback"}"""));
        assertThat(write()).isInstanceOf(OdooBusyException.class);
        answers.set(request -> StubServer.answer(500, "application/json", """
                {"name":"psycopg2.OperationalError","message":"server closed the connection","debug":""}"""));
        assertThat(write()).isInstanceOf(OdooUnavailableException.class);
    }

    @Test
    void redirectsAreNotFollowed() {
        answers.set(request -> StubServer.answer(301, "text/html", "", "Location: https://elsewhere.example.com/"));
        assertThat(read()).isInstanceOf(OdooUnavailableException.class).hasMessageContaining("redirects");
    }

    @Test
    void tooLargeAnswersAreCutOff() {
        answers.set(request -> StubServer.json("[" + "1,".repeat(50_000) + "1]"));
        assertThat(call("res.partner/search?maxResponseSize=1000", null))
                .isInstanceOf(OdooUnavailableException.class)
                .hasMessageContaining("1000 bytes")
                .hasMessageContaining("maxResponseSize");
        String chunk = "[" + "1,".repeat(50_000);
        answers.set(request -> ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + chunk)
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(call("res.partner/search?maxResponseSize=1000", null)).hasMessageContaining("1000 bytes");
    }

    @Test
    void readsCompressedAnswers() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write("[11,22]".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: "
                        + bytes.size() + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        answers.set(request -> {
            assertThat(request.head().toLowerCase()).contains("accept-encoding: gzip");
            return join(head, bytes.toByteArray());
        });
        Exchange exchange = exchange("res.partner/search", null);
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("[11,22]");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void tracebacksStayOutOfMessages() {
        protocol = OdooProtocol.XMLRPC;
        answers.set(request -> StubServer.answer(200, "text/xml", """
                <?xml version='1.0'?><methodResponse><fault><value><struct>
                <member><name>faultCode</name><value><int>1</int></value></member>
                <member><name>faultString</name><value><string>Traceback (most recent call last):
                  File "/usr/lib/odoo/http.py", line 12, in dispatch
                    raise ValueError("x")
                ValueError: Wrong value for res.partner.type: 'nonsense'
                </string></value></member></struct></value></fault></methodResponse>"""));
        assertThat(read())
                .isInstanceOf(OdooValidationException.class)
                .hasMessageContaining("Wrong value for res.partner.type")
                .hasMessageNotContaining("Traceback")
                .hasMessageNotContaining("http.py");
    }

    private Throwable read() {
        return call("res.partner/search_count", null);
    }

    private Throwable write() {
        return call("res.partner/create", Map.of("name", "x"));
    }

    private Throwable call(String target, Object body) {
        Throwable failure = exchange(target, body).getException();
        return failure == null
                ? null
                : catchThrowable(() -> {
                    throw failure;
                });
    }

    private Exchange exchange(String target, Object body) {
        return camel.createProducerTemplate()
                .request("odoo:" + target, e -> e.getMessage().setBody(body));
    }

    private static String xml(String value) {
        return "<?xml version='1.0'?><methodResponse><params><param><value>" + value
                + "</value></param></params></methodResponse>";
    }
}
