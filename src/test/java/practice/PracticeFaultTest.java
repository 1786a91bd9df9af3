package practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PracticeFaultTest {
    private static final String CREATE = "{\"vals_list\":{\"name\":\"Ines\"}}";
    private static final String READ = "{\"ids\":[1],\"fields\":[\"name\",\"email\",\"street\"]}";
    private final PracticeOdoo odoo = PracticeOdoo.builder().start();
    private final Client client = new Client(odoo);

    @AfterEach
    void stop() {
        odoo.close();
    }

    @Test
    void aFaultHappensOnceToTheCallItNames() throws IOException {
        Fault fault = odoo.misbehave(Fault.tooManyRequests(Duration.ofSeconds(3))
                .on("res.partner", "read")
                .nth(2));
        assertThat(client.json2("res.partner/read", READ).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = client.json2("res.partner/read", READ);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("3");
        assertThat(client.json2("res.partner/read", READ).statusCode()).isEqualTo(200);
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(odoo.calls().count("res.partner", "read")).isEqualTo(3);
    }

    @Test
    void cutBeforeActingLeavesNothing() {
        odoo.misbehave(Fault.cutBeforeActing().always());
        assertThatThrownBy(() -> client.json2("res.partner/create", CREATE)).isInstanceOf(IOException.class);
        assertThat(odoo.count("res.partner")).isEqualTo(2);
    }

    @Test
    void cutAfterActingHasActed() {
        odoo.misbehave(Fault.cutAfterActing().on("res.partner", "create").always());
        assertThatThrownBy(() -> client.json2("res.partner/create", CREATE)).isInstanceOf(IOException.class);
        assertThat(odoo.count("res.partner")).isGreaterThan(2);
    }

    @Test
    void answersCanBeHalfOrNotJson() throws IOException {
        odoo.misbehave(Fault.truncated().always());
        assertThatThrownBy(() -> client.json2("res.partner/read", READ)).isInstanceOf(IOException.class);
        odoo.behave();
        odoo.misbehave(Fault.malformed());
        HttpResponse<String> half = client.json2("res.partner/read", READ);
        assertThat(half.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> Client.JSON.readTree(half.body())).isInstanceOf(JsonProcessingException.class);
        odoo.misbehave(Fault.hugeAnswer(3_000_000));
        assertThat(client.json2("res.partner/read", READ).body())
                .hasSizeGreaterThan(3_000_000)
                .endsWith("}]");
    }

    @Test
    void proxiesAndPortalsAnswerPages() throws IOException {
        odoo.misbehave(Fault.proxyError(502));
        HttpResponse<String> proxy = client.json2("res.partner/read", READ);
        assertThat(proxy.statusCode()).isEqualTo(502);
        assertThat(proxy.body()).contains("nginx");
        odoo.misbehave(Fault.htmlPage());
        HttpResponse<String> page = client.json2("res.partner/read", READ);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    }

    @Test
    void odooErrorsSpeakTheProtocolOfTheCall() throws IOException {
        odoo.misbehave(Fault.serializationFailure().times(2));
        HttpResponse<String> json2 = client.json2("res.partner/create", CREATE);
        assertThat(json2.statusCode()).isEqualTo(500);
        assertThat(json2.body()).contains("psycopg2.errors.SerializationFailure");
        assertThat(client.rpc("res.partner", "create", "[{'name':'x'}]", "{}")
                        .get("error")
                        .get("data")
                        .get("name")
                        .asText())
                .isEqualTo("psycopg2.errors.SerializationFailure");
        odoo.misbehave(Fault.sessionExpired());
        assertThat(client.rpc("res.partner", "search", "[[]]", "{}")
                        .get("error")
                        .get("code")
                        .asInt())
                .isEqualTo(100);
        assertThat(odoo.count("res.partner")).isEqualTo(2);
    }

    @Test
    void hangingCallsAreLetGo() throws Exception {
        Fault hang = odoo.misbehave(Fault.hangAfterActing().on("res.partner", "create"));
        CompletableFuture<Boolean> failed = CompletableFuture.supplyAsync(() -> {
            try {
                client.json2("res.partner/create", CREATE);
                return false;
            } catch (IOException e) {
                return true;
            }
        });
        Awaitility.await().until(() -> hang.hits() == 1 && odoo.count("res.partner") == 3);
        assertThat(failed).isNotDone();
        odoo.behave();
        assertThat(failed.get(10, TimeUnit.SECONDS) || odoo.count("res.partner") == 4)
                .isTrue();
    }

    @Test
    void comesBackOnTheSamePort() throws IOException {
        String url = odoo.url();
        odoo.down();
        assertThatThrownBy(() -> client.json2("res.partner/read", READ)).isInstanceOf(IOException.class);
        odoo.up();
        assertThat(odoo.url()).isEqualTo(url);
        assertThat(client.json2("res.partner/read", READ).statusCode()).isEqualTo(200);
    }
}
