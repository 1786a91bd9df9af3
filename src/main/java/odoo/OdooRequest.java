package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What an exchange asks for: the endpoint's options, overridden by the message's headers. */
final class OdooRequest {
    private static final Set<String> READING = Set.of(
            "search_read",
            "read",
            "search",
            "search_count",
            "search_fetch",
            "fields_get",
            "name_search",
            "name_get",
            "read_group",
            "formatted_read_group",
            "web_search_read",
            "web_read",
            "web_read_group",
            "default_get",
            "check_access_rights",
            "has_access",
            "get_metadata",
            "export_data",
            "get_views",
            "fields_view_get");

    private final OdooConfiguration options;
    private final Message message;
    private final OdooConnection connection;
    private final FieldList.Resolved fields;

    /** @param fields the fields to read as this Odoo names them; none for all */
    OdooRequest(OdooConfiguration options, Exchange exchange, OdooConnection connection, FieldList.Resolved fields) {
        this.options = options;
        this.message = exchange.getIn();
        this.connection = connection;
        this.fields = fields;
    }

    List<String> fields() {
        return fields.names();
    }

    /** The domain; a field in it may go by the name under which the field list delivers it. */
    JsonNode domain() {
        Object domain = header(OdooConstants.DOMAIN, options.getDomain());
        JsonNode node = isBlank(domain) ? Json.MAPPER.createArrayNode() : Json.node(domain, "domain");
        if (!node.isArray()) {
            throw new IllegalArgumentException("The domain must be a JSON array such as [[\"id\",\">\",0]]");
        }
        if (!fields.renames().isEmpty()) {
            node = node.deepCopy();
            for (JsonNode term : node) {
                if (term instanceof ArrayNode leaf && leaf.path(0).isTextual()) {
                    leaf.set(0, fields.known(leaf.path(0).textValue()));
                }
            }
        }
        return node;
    }

    /** The search parameters that are given. */
    void searchArguments(ObjectNode arguments) {
        Integer limit = message.getHeader(OdooConstants.LIMIT, options.getLimit(), Integer.class);
        Integer offset = message.getHeader(OdooConstants.OFFSET, options.getOffset(), Integer.class);
        String order = message.getHeader(OdooConstants.ORDER, options.getOrder(), String.class);
        if (limit != null) {
            arguments.put("limit", limit);
        }
        if (offset != null) {
            arguments.put("offset", offset);
        }
        if (order != null && !order.isBlank()) {
            arguments.put(
                    "order", Arrays.stream(order.split(",")).map(this::known).collect(Collectors.joining(",")));
        }
    }

    private String known(String orderTerm) {
        String[] nameAndDirection = orderTerm.strip().split(" ", 2);
        return fields.known(nameAndDirection[0]) + (nameAndDirection.length == 1 ? "" : " " + nameAndDirection[1]);
    }

    /** The fields and the many2one form, where given. */
    void readArguments(ObjectNode arguments) {
        if (!fields.names().isEmpty()) {
            fields.names().forEach(arguments.putArray("fields")::add);
        }
        if (options.getLoad() != null) {
            arguments.put("load", options.getLoad());
        }
    }

    /** The ids of the header, or of the body. */
    long[] ids() {
        Object ids = message.getHeader(OdooConstants.IDS);
        long[] found = toIds(ids != null ? ids : message.getBody());
        if (found == null) {
            throw new IllegalArgumentException(options.getMethod() + " needs ids, as the body or the header "
                    + OdooConstants.IDS + ": a JSON array, a long[] or a Collection of numbers");
        }
        return found;
    }

    /** The ids of the header; null without one. */
    long[] idsOfHeader() {
        return toIds(message.getHeader(OdooConstants.IDS));
    }

    long[] toIds(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof long[] ids) {
            return ids;
        }
        if (value instanceof Number id) {
            return new long[] {id.longValue()};
        }
        if (value instanceof Collection<?> ids) {
            return ids.stream()
                    .mapToLong(id -> id instanceof Number n ? n.longValue() : Long.parseLong(id.toString()))
                    .toArray();
        }
        byte[] json = message.getExchange().getContext().getTypeConverter().convertTo(byte[].class, value);
        if (json == null) {
            throw new IllegalArgumentException("Ids must be a JSON array, a long[] or a Collection of numbers, not "
                    + value.getClass().getName());
        }
        return json.length == 0 ? null : Json.ids(json);
    }

    /** The body as JSON; an empty object when there is none. */
    JsonNode body() {
        Object body = message.getBody();
        if (isBlank(body)) {
            return Json.MAPPER.createObjectNode();
        }
        boolean text = body instanceof InputStream || body instanceof org.apache.camel.StreamCache;
        JsonNode node = Json.node(text ? message.getBody(byte[].class) : body, "body");
        return node == null || node.isMissingNode() ? Json.MAPPER.createObjectNode() : node;
    }

    /** @throws IllegalArgumentException when the body is no JSON object */
    ObjectNode bodyObject() {
        if (body() instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("The body of " + options.getMethod() + " must be a JSON object or a Map");
    }

    ObjectNode context() {
        ObjectNode context = context(options, connection);
        merge(context, message.getHeader(OdooConstants.CONTEXT));
        return context;
    }

    /** The endpoint's own context, without a message. */
    static ObjectNode context(OdooConfiguration options, OdooConnection connection) {
        ObjectNode context = Json.MAPPER.createObjectNode();
        context.put("lang", "en_US").put("tz", "UTC");
        if (!connection.allowedCompanyIds().isEmpty()) {
            connection.allowedCompanyIds().forEach(context.putArray("allowed_company_ids")::add);
        }
        merge(context, options.getContext());
        return context;
    }

    private static void merge(ObjectNode context, Object more) {
        if (!isBlank(more)) {
            if (!(Json.node(more, "context") instanceof ObjectNode object)) {
                throw new IllegalArgumentException("The context must be a JSON object");
            }
            context.setAll(object);
        }
    }

    OdooCall call(long[] ids, ObjectNode arguments) {
        return call(ids, arguments, context());
    }

    OdooCall call(long[] ids, ObjectNode arguments, ObjectNode context) {
        boolean readOnly =
                options.getReadOnly() != null ? options.getReadOnly() : READING.contains(options.getMethod());
        return new OdooCall(
                options.getModel(),
                options.getMethod(),
                ids,
                arguments,
                context,
                readOnly,
                OdooCall.Limits.of(options));
    }

    private Object header(String name, Object otherwise) {
        Object value = message.getHeader(name);
        return value != null ? value : otherwise;
    }

    private static boolean isBlank(Object value) {
        return value == null
                || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof byte[] bytes && bytes.length == 0;
    }
}
