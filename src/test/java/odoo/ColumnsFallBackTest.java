package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An Odoo 19 that hides rows from columns, or refuses them: what a page holds is what {@code read} says, its refusal included. */
class ColumnsFallBackTest {
    private static final String FIELDS = "{\"name\": {\"type\": \"char\", \"store\": true}}";
    private static final String REFUSAL = "{\"name\": \"odoo.exceptions.AccessError\", \"message\": \"Not yours.\"}";

    private final CamelContext camel = LightCamel.context();
    private StubServer server;

    /** @param byColumns answers formatted_read_group; @param byRead answers read */
    private void serve(Function<String, byte[]> byColumns, Function<String, byte[]> byRead) {
        server = new StubServer(request -> {
            String path = request.path();
            if (path.endsWith("/formatted_read_group")) {
                return byColumns.apply(request.body());
            }
            if (path.endsWith("/read")) {
                return byRead.apply(request.body());
            }
            return StubServer.json(path.endsWith("/fields_get") ? FIELDS : StubServer.VERSION_19);
        });
        Secret key = Secret.of("0123456789012345678901234567890123456789");
        camel.getRegistry().bind("connections", (OdooConnections)
                name -> new OdooConnection(name, server.url(), "db", "user", key));
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.stop();
        server.close();
    }

    private List<String> pages() {
        Exchange exchange = camel.createProducerTemplate()
                .request("odoo:calendar.event/read?fields=name&load=&pageSize=3&parallel=1", e -> e.getMessage()
                        .setBody("[1, 2, 3, 4, 5]"));
        List<String> names = new ArrayList<>();
        for (OdooPage page : exchange.getMessage().getBody(OdooPages.class)) {
            Json.node(page.getRecords(), "records")
                    .forEach(one -> names.add(one.get("id") + one.get("name").asText()));
        }
        return names;
    }

    private long asked(String method) {
        return server.requests.stream()
                .filter(request -> request.path().endsWith("/" + method))
                .count();
    }

    @Test
    void hiddenRowsAreRead() {
        serve(
                body -> StubServer.json(
                        body.contains("[1,2,3]")
                                ? "[{\"id:array_agg\": [1, 3], \"name:array_agg\": [\"a\", \"c\"]}]"
                                : "[{\"id:array_agg\": [4, 5], \"name:array_agg\": [\"d\", \"e\"]}]"),
                body -> StubServer.json("[{\"id\": 2, \"name\": \"Busy\"}]"));

        assertThat(pages()).containsExactly("1a", "3c", "2Busy", "4d", "5e");
        assertThat(asked("read")).isEqualTo(1);
        assertThat(server.requests).anyMatch(request -> request.body().contains("\"ids\":[2]"));
    }

    @Test
    void rowsThatReadRefusesAreRefused() {
        serve(
                body -> StubServer.json("[{\"id:array_agg\": [1], \"name:array_agg\": [\"a\"]}]"),
                body -> StubServer.answer(403, "application/json", REFUSAL));

        assertThat(catchThrowable(this::pages)).isInstanceOf(OdooAccessException.class);
    }

    @Test
    void whatIsRefusedByColumnsIsReadAndNotAskedForAgain() {
        serve(
                body -> StubServer.answer(403, "application/json", REFUSAL),
                body -> StubServer.json(
                        body.contains("[1,2,3]")
                                ? "[{\"id\": 1, \"name\": \"a\"}]"
                                : "[{\"id\": 4, \"name\": \"d\"}]"));

        assertThat(pages()).containsExactly("1a", "4d");
        assertThat(asked("formatted_read_group")).isEqualTo(1);
        assertThat(asked("read")).isEqualTo(2);
    }
}
