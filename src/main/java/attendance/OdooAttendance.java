package attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A record of hr.attendance.
 *
 * @param checkOut null while open
 */
record OdooAttendance(long id, long employee, Instant checkIn, Instant checkOut) {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** From the answer to read or search_read; many2one in either form. */
    static List<OdooAttendance> of(byte[] json) {
        List<OdooAttendance> records = new ArrayList<>();
        for (JsonNode record : tree(json)) {
            JsonNode employee = record.path("employee_id");
            records.add(new OdooAttendance(
                    record.path("id").asLong(),
                    (employee.isArray() ? employee.get(0) : employee).asLong(),
                    instant(record.path("check_in")),
                    instant(record.path("check_out"))));
        }
        return records;
    }

    /** The ids that create answers with. */
    static List<Long> ids(byte[] json) {
        List<Long> ids = new ArrayList<>();
        tree(json).forEach(id -> ids.add(id.asLong()));
        return ids;
    }

    /** Odoo's form of a time: naive UTC with whole seconds. */
    static String datetime(Instant time) {
        return DATETIME.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private static Instant instant(JsonNode value) {
        return value.isTextual() ? LocalDateTime.parse(value.asText(), DATETIME).toInstant(ZoneOffset.UTC) : null;
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("Odoo's answer is not JSON", e);
        }
    }
}
