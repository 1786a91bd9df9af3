package practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PracticeXmlRpcTest {
    private PracticeOdoo odoo = PracticeOdoo.builder().start();
    private Client client = new Client(odoo);

    @AfterEach
    void stop() {
        odoo.close();
    }

    private String execute(String secret, String model, String method, String args) throws IOException {
        String call = "<?xml version='1.0'?><methodCall><methodName>execute_kw</methodName><params>"
                + param("practice") + "<param><value><int>2</int></value></param>" + param(secret) + param(model)
                + param(method) + "<param>" + args + "</param></params></methodCall>";
        HttpResponse<String> answer = client.post("/xmlrpc/2/object", "text/xml", call);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().replace("\n", "");
    }

    private static String param(String text) {
        return "<param><value><string>" + text + "</string></value></param>";
    }

    private static String array(String... values) {
        return "<value><array><data>" + String.join("", values) + "</data></array></value>";
    }

    @Test
    void recordsAreStructsAndNothingIsFalse() throws IOException {
        String read = execute(
                "admin",
                "res.partner",
                "read",
                array(array("<value><int>1</int></value>"), array("<value>name</value>", "<value>parent_id</value>")));
        assertThat(read)
                .isEqualTo("<?xml version=\"1.0\"?><methodResponse><params><param><value><array><data><value><struct>"
                        + "<member><name>id</name><value><int>1</int></value></member>"
                        + "<member><name>name</name><value><string>YourCompany</string></value></member>"
                        + "<member><name>parent_id</name><value><boolean>0</boolean></value></member>"
                        + "</struct></value></data></array></value></param></params></methodResponse>");
    }

    @Test
    void faultCodesTellErrorsApart() throws IOException {
        assertThat(execute("wrong", "res.partner", "search", array(array()))).contains("<int>3</int>", "Access Denied");
        assertThat(execute("admin", "res.nope", "search", array(array())))
                .contains("<int>2</int>", "Object res.nope doesn't exist");
        assertThat(execute("admin", "res.partner", "_x", array(array()))).contains("<int>4</int>", "Private methods");
        assertThat(execute("admin", "res.partner", "frob", array(array())))
                .contains("<int>1</int>", "Traceback (most recent call last)", "AttributeError: The method");
    }

    @Test
    void aMethodWithoutResultActsAndFails() throws IOException {
        String fault = execute("admin", "res.partner", "action_archive", array(array("<value><int>3</int></value>")));
        assertThat(fault).contains("<int>1</int>", "cannot marshal None unless allow_none is enabled");
        assertThat(odoo.record("res.partner", 3)).containsEntry("active", false);
    }

    @Test
    void controlCharactersAreDroppedOn19AndBreakThePageOn14() throws IOException {
        String args = array(array("<value><int>1</int></value>"), array("<value>ref</value>"));
        odoo.write("res.partner", 1, Map.of("ref", "a\u0008b"));
        assertThat(execute("admin", "res.partner", "read", args)).contains("<string>ab</string>");
        odoo.close();
        odoo = PracticeOdoo.builder().version(14).start();
        client = new Client(odoo);
        odoo.write("res.partner", 1, Map.of("ref", "a\u0008b"));
        assertThat(execute("admin", "res.partner", "read", args)).contains("<string>a\u0008b</string>");
    }

    @Test
    void aProxyKeepsConnectionsAndCompresses() throws IOException {
        odoo.close();
        odoo = PracticeOdoo.builder().proxied().partners(100).start();
        client = new Client(odoo);
        HttpResponse<String> plain = client.json2("res.partner/search_read", "{\"fields\":[\"name\"]}");
        assertThat(plain.headers().firstValue("Connection")).contains("keep-alive");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        HttpResponse<String> zipped = client.post(
                "/json/2/res.partner/search_read",
                "application/json",
                "{\"fields\":[\"name\"]}",
                "Authorization",
                "bearer " + odoo.apiKey(),
                "Accept-Encoding",
                "gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.body().length()).isLessThan(plain.body().length());
    }

    @Test
    void theWebClientSignsInWithAPasswordAndCallsWithACookie() throws IOException {
        String sign = Client.quoted(
                "{'jsonrpc':'2.0','method':'call','params':{'db':'practice','login':'admin','password':'%s'}}");
        assertThat(client.post("/web/session/authenticate", "application/json", sign.formatted(odoo.apiKey()))
                        .body())
                .contains("Access Denied");
        HttpResponse<String> session =
                client.post("/web/session/authenticate", "application/json", sign.formatted("admin"));
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String call = Client.quoted(
                "{'jsonrpc':'2.0','method':'call','params':{'model':'res.partner','method':'search_count',"
                        + "'args':[[]],'kwargs':{}}}");
        assertThat(client.post(
                                "/web/dataset/call_kw/res.partner/search_count",
                                "application/json",
                                call,
                                "Cookie",
                                cookie)
                        .body())
                .contains("\"result\":2");
        odoo.expireSessions();
        assertThat(client.post(
                                "/web/dataset/call_kw/res.partner/search_count",
                                "application/json",
                                call,
                                "Cookie",
                                cookie)
                        .body())
                .contains("\"code\":100", "Odoo Session Expired");
    }
}
