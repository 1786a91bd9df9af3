package gateway.dashboard;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record as Odoo gives it, where {@code false} stands for nothing and a many2one is a pair of id and name.
 *
 * @param json the record
 */
public record OdooRecord(JsonNode json) {
    public long id() {
        return json.path("id").asLong();
    }

    /** Null for nothing. */
    public String text(String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    /** The name that a many2one points to; null for nothing. */
    public String name(String field) {
        JsonNode value = json.path(field).path(1);
        return value.isTextual() ? value.textValue() : null;
    }

    /** 0 for nothing. */
    public double number(String field) {
        return json.path(field).asDouble();
    }

    public boolean is(String field) {
        return json.path(field).isBoolean() && json.path(field).booleanValue();
    }

    /** A date such as 2026-02-06; null for nothing. */
    public String day(String field) {
        String value = text(field);
        return value == null ? null : value.substring(0, Math.min(10, value.length()));
    }

    /** Odoo's naive UTC as ISO 8601; null for nothing. */
    public String moment(String field) {
        String value = text(field);
        return value == null ? null : value.replace(' ', 'T') + (value.length() > 10 ? "Z" : "T00:00:00Z");
    }

    /** Id of the record that a many2one points to; 0 for nothing. */
    public long id(String field) {
        return json.path(field).path(0).asLong();
    }

    /** Whether this Odoo has the field. */
    public boolean has(String field) {
        return json.has(field);
    }
}
