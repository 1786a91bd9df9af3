package attendance;

import static attendance.OdooAttendance.JSON;
import static attendance.OdooAttendance.datetime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of a batch that one call to Odoo is about. Routes carry it as the exchange property {@code chunk}. */
public final class PushChunk {
    private final PushBatch batch;
    private final List<PushRow> rows;
    private Map<String, String> refusal;
    private OdooAttendance closing;

    PushChunk(PushBatch batch, List<PushRow> rows) {
        this.batch = batch;
        this.rows = rows;
    }

    PushBatch batch() {
        return batch;
    }

    /** The rows whose outcome is still open and whose lane is not held up. */
    List<PushRow> rows() {
        return rows.stream()
                .filter(row -> !row.isSettled() && !batch.isBlocked(row))
                .toList();
    }

    PushRow only() {
        return rows.get(0);
    }

    public int getSize() {
        return rows().size();
    }

    /** Name of the Odoo connection that the calls go over. */
    public String getVia() {
        return batch.getVia();
    }

    void refuse(Map<String, String> failure) {
        refusal = failure;
        closing = null;
    }

    public boolean isRefused() {
        return refusal != null;
    }

    /** Whether it makes sense to look why Odoo refused it. */
    public boolean isToBeExamined() {
        return refusal != null && refusal.get("cause").equals(PushCause.REFUSED.word());
    }

    Map<String, String> refusal() {
        return refusal;
    }

    void close(OdooAttendance open) {
        closing = open;
    }

    OdooAttendance closing() {
        return closing;
    }

    /** Whether the employee's open record is to be closed first. */
    public boolean isClosing() {
        return closing != null;
    }

    /** Both halves, in order. */
    public List<PushChunk> halves() {
        List<PushRow> all = rows();
        int middle = all.size() / 2;
        return List.of(
                new PushChunk(batch, all.subList(0, middle)), new PushChunk(batch, all.subList(middle, all.size())));
    }

    /** Each row by itself, in order. */
    public List<PushChunk> singly() {
        return rows().stream().map(row -> new PushChunk(batch, List.of(row))).toList();
    }

    /** Body of a call to this method of hr.attendance. */
    String body(String call) {
        return switch (call) {
            case "create" -> values();
            case "write" -> write().toString();
            case "read", "unlink" -> ids();
            default -> "";
        };
    }

    /** What its one row, which Odoo has, needs: write or unlink. */
    public String change() {
        return only().stored().voided() ? "unlink" : "write";
    }

    private String values() {
        ArrayNode all = JSON.createArrayNode();
        rows().forEach(row -> all.add(values(row)));
        return all.toString();
    }

    /** The change of its one row, or of the open record that is in its way. */
    private ObjectNode write() {
        ObjectNode body = JSON.createObjectNode();
        if (closing != null) {
            body.putArray("ids").add(closing.id());
            body.putObject("vals").put("check_out", datetime(only().stored().checkIn()));
        } else {
            body.putArray("ids").add(only().odooId());
            body.set("vals", values(only()));
        }
        return body;
    }

    private static ObjectNode values(PushRow row) {
        ObjectNode values = JSON.createObjectNode();
        values.put("employee_id", row.stored().employee());
        values.put("check_in", datetime(row.stored().checkIn()));
        if (row.stored().checkOut() == null) {
            values.put("check_out", false);
        } else {
            values.put("check_out", datetime(row.stored().checkOut()));
        }
        return values;
    }

    /** Ids of its records in Odoo, as a list. */
    private String ids() {
        ArrayNode ids = JSON.createArrayNode();
        rows().forEach(row -> ids.add(row.odooId()));
        return ids.toString();
    }

    /** Domain of records that these rows may have become. */
    public String searchSame() {
        Set<Long> employees = new LinkedHashSet<>();
        Set<String> times = new LinkedHashSet<>();
        rows().forEach(row -> {
            employees.add(row.stored().employee());
            times.add(datetime(row.stored().checkIn()));
        });
        ArrayNode domain = JSON.createArrayNode();
        domain.addArray().add("employee_id").add("in").add(JSON.valueToTree(employees));
        domain.addArray().add("check_in").add("in").add(JSON.valueToTree(times));
        return domain.toString();
    }

    /** Domain of the employee's other records that may stand in the way of its one row: overlapping ones and open ones. */
    public String searchInTheWay() {
        PushRow row = only();
        Instant out = row.stored().checkOut();
        ArrayNode domain = JSON.createArrayNode();
        domain.addArray().add("employee_id").add("=").add(row.stored().employee());
        domain.addArray().add("id").add("!=").add(row.odooId() == null ? 0 : row.odooId());
        domain.add("|");
        domain.addArray().add("check_out").add("=").add(false);
        if (out != null) {
            domain.add("&");
            domain.addArray().add("check_in").add("<=").add(datetime(out));
        }
        domain.addArray().add("check_out").add(">=").add(datetime(row.stored().checkIn()));
        return domain.toString();
    }
}
