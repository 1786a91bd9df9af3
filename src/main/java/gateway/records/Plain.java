package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that are not records: as JSON has them to what Odoo takes for a field. */
final class Plain {
    private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern NAIVE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d)(:\\d\\d)?(\\.\\d+)?");
    private static final Set<String> TEXTS = Set.of("char", "text", "html");

    private Plain() {}

    /** @return null when it is wrong, with a fault */
    static JsonNode of(FieldType type, JsonNode value, String pointer, Faults faults) {
        if (type.type().equals("boolean")) {
            return value.isBoolean() ? value : wrong(pointer, "Give true or false.", faults);
        }
        if (TEXTS.contains(type.type())) {
            boolean good = value.isTextual() && value.textValue().indexOf('\0') < 0;
            return !good
                    ? wrong(pointer, "Give a text.", faults)
                    : type.type().equals("html") ? TextNode.valueOf(HtmlValues.safe(value.textValue())) : value;
        }
        if (type.type().equals("selection")) {
            // Some choices are known only to Odoo.
            boolean open = type.choices().isEmpty() && value.isTextual();
            return open || type.choices().containsKey(value.asText())
                    ? value.isTextual() ? value : TextNode.valueOf(value.asText())
                    : fault(
                            pointer,
                            "choice",
                            "Give one of " + String.join(", ", type.choices().keySet()) + ".",
                            faults);
        }
        if (type.type().equals("date") || type.type().equals("datetime")) {
            return moment(type.type().equals("date"), value.isTextual() ? value.textValue() : "", pointer, faults);
        }
        if (type.isNumber()) {
            boolean whole = type.type().equals("integer") || type.type().equals("many2one_reference");
            return whole
                    ? whole(value, pointer, faults)
                    : value.isNumber() ? value : wrong(pointer, "Give a number.", faults);
        }
        return wrong(pointer, "Values of this kind are not taken here.", faults);
    }

    private static JsonNode whole(JsonNode value, String pointer, Faults faults) {
        return value.isIntegralNumber() && value.canConvertToInt()
                ? value
                : wrong(pointer, "Give a whole number below 2147483648.", faults);
    }

    /** As Odoo writes it, in UTC; a moment with an offset is converted. */
    private static JsonNode moment(boolean date, String text, String pointer, Faults faults) {
        try {
            LocalDateTime moment;
            if (DATE.matcher(text).matches()) {
                moment = LocalDate.parse(text).atStartOfDay();
            } else if (NAIVE.matcher(text).matches()) {
                moment = LocalDateTime.parse(text.replace(' ', 'T'));
            } else {
                moment = OffsetDateTime.parse(text)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime();
            }
            return TextNode.valueOf(date ? moment.toLocalDate().toString() : moment.format(ODOO));
        } catch (DateTimeException noMoment) {
            return fault(
                    pointer,
                    "moment",
                    date
                            ? "Give a date as 2026-12-31."
                            : "Give a moment as 2026-12-31 18:30:00 in UTC, or with an offset.",
                    faults);
        }
    }

    /** Odoo's word for nothing. */
    static JsonNode nothing() {
        return BooleanNode.FALSE;
    }

    private static JsonNode wrong(String pointer, String remedy, Faults faults) {
        return fault(pointer, "type", remedy, faults);
    }

    private static JsonNode fault(String pointer, String code, String remedy, Faults faults) {
        faults.add(pointer, code, remedy);
        return null;
    }
}
