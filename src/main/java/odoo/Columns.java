package odoo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of values as Odoo sends them, delivered as the records that {@code read} would have sent. The values stay byte for byte. */
final class Columns {
    static final String AGGREGATE = ":array_agg";

    private final byte[] json;
    private final Map<String, Column> columns = new HashMap<>();

    /** Where the values of a column are: each from its start up to its end. */
    private record Column(int[] starts, int[] ends, int size) {
        boolean isNull(byte[] json, int row) {
            return json[starts[row]] == 'n';
        }
    }

    /**
     * One field of the records.
     *
     * @param column the field as Odoo knows it
     * @param name the name to deliver it by
     * @param nothing what stands for a value that is null, as JSON
     */
    record Field(String column, String name, String nothing) {}

    /**
     * @param json an array of one object whose members are arrays of the same length
     * @throws IOException when it is something else
     */
    Columns(byte[] json) throws IOException {
        this.json = json;
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY || parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no array of one object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.endsWith(AGGREGATE)) {
                    columns.put(name.substring(0, name.length() - AGGREGATE.length()), column(parser));
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                throw new IOException("more than one object");
            }
        }
    }

    private static Column column(JsonParser parser) throws IOException {
        int[] starts = new int[1024];
        int[] ends = new int[1024];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isScalarValue()) {
                throw new IOException("a column of something else than plain values");
            }
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                ends = Arrays.copyOf(ends, 2 * size);
            }
            starts[size] = (int) parser.currentTokenLocation().getByteOffset();
            parser.finishToken();
            ends[size++] = (int) parser.currentLocation().getByteOffset();
        }
        return new Column(starts, ends, size);
    }

    /**
     * The records of these ids in this order, those left out that are not here.
     *
     * @param missing is given the ids that are not here
     * @throws IOException when columns are missing or not equally long
     */
    byte[] records(long[] ids, List<Field> fields, List<Long> missing) throws IOException {
        Map<Long, Integer> rows = rows();
        List<Column> values = new ArrayList<>();
        List<byte[]> names = new ArrayList<>();
        for (Field field : fields) {
            Column column = columns.get(field.column());
            if (column == null || column.size() != rows.size()) {
                throw new IOException("no column " + field.column() + " of " + rows.size() + " values");
            }
            values.add(column);
            names.add(((names.isEmpty() ? "{" : ", ") + Json.MAPPER.writeValueAsString(field.name()) + ": ")
                    .getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * json.length + 1024);
        out.write('[');
        for (long id : ids) {
            Integer row = rows.get(id);
            if (row == null) {
                missing.add(id);
                continue;
            }
            if (out.size() > 1) {
                out.write(',');
            }
            for (int i = 0; i < values.size(); i++) {
                out.writeBytes(names.get(i));
                write(out, values.get(i), row, fields.get(i).nothing());
            }
            out.write('}');
        }
        out.write(']');
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, Column column, int row, String nothing) {
        if (column.isNull(json, row)) {
            out.writeBytes(nothing.getBytes(StandardCharsets.US_ASCII));
        } else {
            out.write(json, column.starts()[row], column.ends()[row] - column.starts()[row]);
        }
    }

    private Map<Long, Integer> rows() throws IOException {
        Column ids = columns.get("id");
        if (ids == null) {
            throw new IOException("no column of ids");
        }
        Map<Long, Integer> rows = new HashMap<>(2 * ids.size());
        for (int row = 0; row < ids.size(); row++) {
            String id =
                    new String(json, ids.starts()[row], ids.ends()[row] - ids.starts()[row], StandardCharsets.US_ASCII);
            try {
                rows.put(Long.parseLong(id), row);
            } catch (NumberFormatException e) {
                throw new IOException("an id that is none");
            }
        }
        return rows;
    }
}
