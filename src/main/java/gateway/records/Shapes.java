package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.policy.PolicyField;
import gateway.policy.PolicyModel;
import gateway.records.Values.Taken;
import java.util.Map;

/** What versions and editions of Odoo keep in different ways; the other direction of the SQL function {@code gateway_shape}. */
final class Shapes {
    private static final String RENTAL = "sale.rental";
    private static final String START = "rental_start";
    private static final String END = "rental_end";
    private static final FieldType MOMENT = new FieldType("datetime", "", true, false, "", "", Map.of());

    private Shapes() {}

    /** @return whether the field is one of these, and has been taken */
    static boolean put(
            PolicyModel model,
            Map<String, FieldType> known,
            PolicyField field,
            JsonNode value,
            Taken taken,
            Faults faults) {
        if (model.model().equals("product.product") && field.name().equals("type")) {
            return type(known, value.asText(), taken.values());
        }
        if (model.name().equals(RENTAL)
                && (field.name().equals(START) || field.name().equals(END))) {
            JsonNode moment = Plain.of(MOMENT, value, "/" + field.name(), faults);
            if (moment != null) {
                taken.values().set(field.name(), moment);
            }
            return true;
        }
        return false;
    }

    /** From 17 on, a storable product is a consumable one with a flag. */
    private static boolean type(Map<String, FieldType> known, String type, ObjectNode values) {
        boolean product = type.equals("product");
        if (!known.containsKey("is_storable") || !product && !type.equals("consu")) {
            return false;
        }
        values.put("type", "consu").put("is_storable", product);
        return true;
    }

    /**
     * A rental is what is one for those who read: an order with Odoo's own mark, where it knows one. The period is where this Odoo
     * keeps one, else in the source document.
     */
    static void finish(PolicyModel model, Map<String, FieldType> known, Taken taken, boolean isNew, Faults faults) {
        ObjectNode values = taken.values();
        if (!model.name().equals(RENTAL) || !isNew && !values.has(START) && !values.has(END)) {
            return;
        }
        String start = values.path(START).asText(null);
        String end = values.path(END).asText(null);
        values.remove(START);
        values.remove(END);
        if (start == null || end == null) {
            faults.add("/" + (start == null ? START : END), "required", "A period has a start and an end; give both.");
        } else if (start.compareTo(end) >= 0) {
            faults.add("/" + END, "period", "The end has to be later than the start.");
        } else {
            if (known.containsKey("is_rental_order")) {
                values.put("is_rental_order", true);
            }
            if (known.containsKey("rental_start_date")) {
                values.put("rental_start_date", start).put("rental_return_date", end);
            } else {
                values.put("origin", "rental " + start + " / " + end).put("commitment_date", start);
            }
        }
    }
}
