package realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import odoo.NoConnectionException;
import odoo.OdooAccessException;
import odoo.OdooConstants;
import odoo.OdooException;
import odoo.OdooMissingException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Questions to a connection's Odoo about its automation rules, and changes to them. What stands in the way is said in words. */
@Component
class OdooCalls {
    static final String RULES = "base.automation";
    static final String ACTIONS = "ir.actions.server";
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "{\"active_test\": false}";
    private static final int CONFLICT = 409;

    private final ProducerTemplate template;

    OdooCalls(ProducerTemplate template) {
        this.template = template;
    }

    /** The records that fit, those switched off included. */
    JsonNode find(String connection, String model, String fields, List<?> domain) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(OdooConstants.DOMAIN, text(domain));
        headers.put(OdooConstants.FIELDS, fields);
        headers.put(OdooConstants.ORDER, "id");
        headers.put(OdooConstants.CONTEXT, ALL);
        return call(connection, model, "search_read", null, headers);
    }

    long create(String connection, String model, Map<String, Object> values) {
        return call(connection, model, "create", text(values), Map.of()).path(0).asLong();
    }

    void write(String connection, String model, long id, Map<String, Object> values) {
        call(connection, model, "write", text(values), Map.of(OdooConstants.IDS, "[" + id + "]"));
    }

    void remove(String connection, String model, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            call(connection, model, "unlink", text(ids), Map.of());
        }
    }

    /** The first number of the server's version: 19 for 19.0. */
    int version(String connection) {
        Exchange done = exchange(connection, "ir.model", "search_count", null, Map.of());
        String version = done.getMessage().getHeader(OdooConstants.SERVER_VERSION, "", String.class);
        return Integer.parseInt(version.replaceAll("^\\D*(\\d+).*$", "$1"));
    }

    static List<Long> longs(JsonNode array) {
        List<Long> longs = new ArrayList<>();
        array.forEach(one -> longs.add(one.asLong()));
        return longs;
    }

    /** As the web client writes the whole of an x2many field. */
    static List<Object> exactly(Collection<Long> ids) {
        return List.of(List.of(6, 0, ids));
    }

    private JsonNode call(String connection, String model, String method, String body, Map<String, Object> headers) {
        try {
            byte[] answer = exchange(connection, model, method, body, headers)
                    .getMessage()
                    .getBody(byte[].class);
            return answer == null ? JSON.createArrayNode() : JSON.readTree(answer);
        } catch (IOException broken) {
            throw new HookRefusal(502, "Odoo's answer about " + model + " cannot be read.");
        }
    }

    private Exchange exchange(
            String connection, String model, String method, String body, Map<String, Object> headers) {
        Exchange done = template.request("odoo:" + model + "/" + method, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setHeader(OdooConstants.CONNECTION, connection);
            exchange.getMessage().setBody(body);
        });
        if (done.getException() != null) {
            throw refusal(model, done.getException());
        }
        return done;
    }

    private static RuntimeException refusal(String model, Exception failure) {
        if (failure instanceof OdooMissingException missing
                && missing.getWhat() == OdooMissingException.What.MODEL
                && model.equals(RULES)) {
            return new HookRefusal(
                    CONFLICT,
                    "This Odoo lacks Automation Rules: install its module base_automation (Apps, without the filter Apps), then try again.");
        }
        if (failure instanceof OdooAccessException) {
            return new HookRefusal(
                    CONFLICT,
                    "The user of this connection may not look after " + model
                            + " in Odoo: let it have Administration / Settings while you install, or use another connection.");
        }
        if (failure instanceof OdooException odoo) {
            return new HookRefusal(CONFLICT, odoo.getProblem() + ". " + odoo.getRemedy() + ".");
        }
        return failure instanceof NoConnectionException none
                ? new HookRefusal(404, none.getMessage() + ".")
                : new IllegalStateException(failure);
    }

    static String text(Object value) {
        ArrayNode wrapped = JSON.createArrayNode().addPOJO(value);
        try {
            String text = JSON.writeValueAsString(wrapped);
            return text.substring(1, text.length() - 1);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
