package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Sends a call whose fields depend on the version of Odoo, and delivers them under the names that were asked for. */
final class OdooReader {
    private final OdooSession session;
    private final OdooConfiguration options;
    private final FieldList fields;

    OdooReader(OdooSession session, OdooConfiguration options, FieldList fields) {
        this.session = session;
        this.options = options;
        this.fields = fields;
    }

    /** A field that Odoo does not know any more is looked up afresh, once. */
    OdooAnswer read(Function<FieldList.Resolved, OdooCall> call) {
        FieldList.Resolved resolved = resolve();
        try {
            return send(call, resolved);
        } catch (OdooMissingException e) {
            if (fields.isPlain() || e.getWhat() != OdooMissingException.What.FIELD) {
                throw e;
            }
            session.fields().forget(options.getModel());
            FieldList.Resolved afresh = resolve();
            if (afresh.equals(resolved)) {
                throw e;
            }
            return send(call, afresh);
        }
    }

    /** Reads some of the ids: by columns where that is possible, else record by record. */
    byte[] readPage(OdooCall whole, long[] ids) {
        if (options.isColumns()) {
            FieldList.Resolved resolved = resolve();
            OdooCall call = readCall(whole, ids, resolved.names());
            ColumnReader columns = ColumnReader.of(session, call, resolved);
            ColumnReader.Part part = columns == null ? null : columns.read(call);
            if (part != null) {
                return part.missing().length == 0
                        ? part.records()
                        : Json.concat(part.records(), readRecords(whole, part.missing()));
            }
        }
        return readRecords(whole, ids);
    }

    private byte[] readRecords(OdooCall whole, long[] ids) {
        return read(resolved -> readCall(whole, ids, resolved.names())).json();
    }

    private static OdooCall readCall(OdooCall whole, long[] ids, List<String> names) {
        ObjectNode arguments = whole.arguments().deepCopy();
        if (!names.isEmpty()) {
            names.forEach(arguments.putArray("fields")::add);
        }
        return new OdooCall(
                whole.model(), whole.method(), ids, arguments, whole.context(), whole.readOnly(), whole.limits());
    }

    private FieldList.Resolved resolve() {
        return session.fields().resolve(options.getModel(), fields, OdooRequest.context(options, session.connection()));
    }

    private OdooAnswer send(Function<FieldList.Resolved, OdooCall> call, FieldList.Resolved resolved) {
        OdooAnswer answer = session.call(call.apply(resolved));
        if (resolved.renames().isEmpty()) {
            return answer;
        }
        try {
            return answer.withJson(Json.rename(answer.json(), resolved.renames()));
        } catch (IOException e) {
            throw new IllegalStateException("Odoo's answer is not JSON", e);
        }
    }
}
