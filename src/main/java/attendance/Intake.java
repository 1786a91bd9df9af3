package attendance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A request on its way into the database: the rows to take and the rejected ones, each a JSON array. */
final class Intake {
    private static final JsonFactory JSON = new JsonFactory();

    private final RowReader reader;
    private final int most;
    private final StringWriter rows = new StringWriter();
    private final StringWriter rejected = new StringWriter();
    private final JsonGenerator taken;
    private final JsonGenerator refused;
    private int count;

    Intake(RowReader reader, int most) throws IOException {
        this.reader = reader;
        this.most = most;
        this.taken = JSON.createGenerator(rows);
        this.refused = JSON.createGenerator(rejected);
        taken.writeStartArray();
        refused.writeStartArray();
    }

    /** @param number index or line; @param said null when {@code not} says already why the row is rejected */
    void add(int number, Map<String, String> said, Rejection not) throws IOException {
        if (++count > most) {
            throw new RequestRefusedException(
                    413, "A request may hold " + most + " events at most; send them in several requests.");
        }
        try {
            if (not != null) {
                throw not;
            }
            write(number, reader.read(said));
        } catch (Rejection why) {
            refused.writeStartObject();
            refused.writeNumberField("i", number);
            refused.writeStringField("reason", why.reason());
            refused.writeStringField("message", why.getMessage());
            refused.writeEndObject();
        }
    }

    private void write(int number, RowReader.Row row) throws IOException {
        taken.writeStartObject();
        taken.writeNumberField("i", number);
        taken.writeStringField("person_id", row.person());
        taken.writeStringField("kind", row.kind());
        taken.writeNumberField("at", row.at());
        if (row.checkOut() != null) {
            taken.writeNumberField("check_out", row.checkOut());
        }
        if (row.terminal() != null) {
            taken.writeStringField("terminal", row.terminal());
        }
        if (row.key() != null) {
            taken.writeStringField("key", row.key());
        }
        taken.writeEndObject();
    }

    /**
     * The parameters of {@code sql/attendance/take.sql}.
     *
     * @param source rest or csv
     * @param label what numbers a row: index or line
     */
    Map<String, Object> parameters(String source, String label) {
        try {
            taken.writeEndArray();
            refused.writeEndArray();
            taken.close();
            refused.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("rows", rows.toString());
        parameters.put("rejected", rejected.toString());
        parameters.put("source", source);
        parameters.put("label", label);
        return parameters;
    }
}
