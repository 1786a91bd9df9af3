package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** A record of mrp.production as it was read with {@link #FIELDS}. */
record Production(ObjectNode json) {
    static final String MODEL = "mrp.production";

    /** On 14 to 16 date_start is another thing than date_planned_start, which 17 renamed to it. */
    static final String FIELDS = "name,product_id,product_qty,product_uom_id,state,date_planned_start|date_start,"
            + "date_planned_finished|date_finished,date_deadline,priority?,user_id,company_id,origin,qty_produced,qty_producing,write_date,reservation_state?";

    /** Members that the mirror holds, in order. */
    private static final List<String> SHOWN = List.of(
            "id",
            "name",
            "product_id",
            "product_qty",
            "product_uom_id",
            "state",
            "date_planned_start",
            "date_planned_finished",
            "date_deadline",
            "priority",
            "user_id",
            "company_id",
            "origin",
            "qty_produced",
            "qty_producing",
            "write_date");

    static Production of(JsonNode record) {
        return new Production((ObjectNode) record);
    }

    long id() {
        return json.path("id").asLong();
    }

    String name() {
        return json.path("name").asText();
    }

    String state() {
        return json.path("state").asText();
    }

    BigDecimal quantity() {
        return json.path("product_qty").decimalValue();
    }

    BigDecimal producing() {
        return json.path("qty_producing").decimalValue();
    }

    String writeDate() {
        return json.path("write_date").asText();
    }

    boolean isReserved() {
        return "assigned".equals(json.path("reservation_state").asText("assigned"));
    }

    /** As clients see it, whatever the version: what a read of /api/odoo/manufacturing-orders/{id} answers. */
    ObjectNode answered() {
        return shown().without(List.of("date_planned_finished", "write_date"));
    }

    /** As the mirror holds it. */
    ObjectNode shown() {
        ObjectNode shown = Conversation.JSON.createObjectNode();
        SHOWN.forEach(name -> shown.set(name, json.has(name) ? json.get(name) : Conversation.JSON.valueToTree(false)));
        return shown;
    }
}
