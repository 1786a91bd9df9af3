package odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Calls to {@code odoo:} of an Odoo. Every record made there has a name that begins with a prefix of its own and is deleted at the
 * end.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OdooContractScene {
    static final ObjectMapper MAPPER = new ObjectMapper();

    final String prefix = "Contract " + UUID.randomUUID() + " ";

    /** Hears of each call. */
    volatile OdooCallListener heard = call -> {};

    OdooConnection connection;
    CamelContext camel;
    ProducerTemplate template;

    /** A connection of an administrator who may create, write and delete partners. */
    abstract OdooConnection connection();

    /** The protocol that calls must be seen to use. */
    abstract OdooProtocol expectedProtocol();

    /** The version that the server must be seen to have, for example 19. */
    abstract int expectedMajor();

    @BeforeAll
    void start() {
        connection = connection();
        camel = LightCamel.context();
        camel.getRegistry().bind("connections", (OdooConnections) this::named);
        camel.getRegistry().bind("heard", (OdooCallListener) call -> heard.called(call));
        camel.start();
        template = camel.createProducerTemplate();
    }

    OdooConnection named(String name) {
        return new OdooConnection(
                name,
                connection.url(),
                name.equals("no-database") ? "no_such_database" : connection.database(),
                connection.username(),
                name.equals("wrong-key") ? Secret.of("0123456789012345678901234567890123456789") : connection.secret(),
                connection.protocol(),
                List.of());
    }

    @AfterAll
    void clean() {
        try {
            byte[] ids = call("res.partner/search?context=" + raw("{\"active_test\":false}"), null, ours());
            if (ids.length > 2) {
                call("res.partner/unlink", ids);
            }
        } finally {
            camel.stop();
            closeOdoo();
        }
    }

    /** Called last. */
    void closeOdoo() {}

    Map<String, Object> ours() {
        return Map.of(OdooConstants.DOMAIN, List.of(List.of("name", "like", prefix + "%")));
    }

    byte[] call(String target, Object body) {
        return call(target, body, Map.of());
    }

    byte[] call(String target, Object body, Map<String, Object> headers) {
        Exchange exchange = template.request("odoo:" + target, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (exchange.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(byte[].class);
    }

    static String raw(String value) {
        return "RAW(" + value + ")";
    }

    static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).strip();
    }

    static JsonNode json(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
