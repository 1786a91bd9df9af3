package odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a page by columns: {@code formatted_read_group} with {@code array_agg} of each field and no grouping, which Odoo 19 answers
 * straight from its database. {@code read} builds each value of each record in Python, which costs Odoo four times as much. See
 * docs/adr/0032.
 *
 * <p>The records are those that {@code read} gives. Ids that the columns leave out, as Odoo may hide what {@code read} shows or refuses,
 * are left to {@code read}.
 */
final class ColumnReader {
    private static final Logger LOG = LoggerFactory.getLogger(ColumnReader.class);

    private final OdooSession session;
    private final FieldList.Resolved fields;
    private final ModelFields model;

    private ColumnReader(OdooSession session, FieldList.Resolved fields, ModelFields model) {
        this.session = session;
        this.fields = fields;
        this.model = model;
    }

    /** A page's records, and the ids that only {@code read} can tell of. */
    record Part(byte[] records, long[] missing) {}

    /** @return null when these fields have to be read record by record */
    static ColumnReader of(OdooSession session, OdooCall read, FieldList.Resolved fields) {
        boolean bareIds = "".equals(read.arguments().path("load").asText(null));
        if (!bareIds
                || fields.names().isEmpty()
                || !session.version().hasColumns()
                || session.protocol() == OdooProtocol.XMLRPC) {
            return null;
        }
        ModelFields model = session.fields().of(read.model(), read.context());
        return model.areColumns(fields.names()) ? new ColumnReader(session, fields, model) : null;
    }

    /** @return null when Odoo does not give these by columns; it is not asked again for a while */
    Part read(OdooCall read) {
        try {
            byte[] answer = session.call(call(read)).json();
            List<Long> missing = new ArrayList<>();
            byte[] records = new Columns(answer).records(read.ids(), delivered(), missing);
            return new Part(records, missing.stream().mapToLong(Long::longValue).toArray());
        } catch (OdooValidationException | OdooAccessException | OdooMissingException | IOException refused) {
            LOG.debug("{} is read record by record: {}", read.model(), refused.getMessage());
            model.refuseColumns(fields.names());
            return null;
        }
    }

    private OdooCall call(OdooCall read) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        ArrayNode term = arguments.putArray("domain").addArray();
        ArrayNode ids = term.add("id").add("in").addArray();
        for (long id : read.ids()) {
            ids.add(id);
        }
        arguments.putArray("groupby");
        ArrayNode aggregates = arguments.putArray("aggregates");
        columns().forEach(name -> aggregates.add(name + Columns.AGGREGATE));
        ObjectNode context = read.context().deepCopy().put("active_test", false);
        return new OdooCall(read.model(), "formatted_read_group", null, arguments, context, true, read.limits());
    }

    private Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(List.of("id"));
        columns.addAll(fields.names());
        return columns;
    }

    private List<Columns.Field> delivered() {
        return columns().stream()
                .map(name -> new Columns.Field(name, fields.renames().getOrDefault(name, name), model.nothing(name)))
                .toList();
    }
}
