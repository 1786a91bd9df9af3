package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which fields each model of a connection has, asked for once and forgotten after a while. */
final class FieldsCache {
    private final OdooSession session;
    private final long expiryNanos;
    private final Map<String, Entry> models = new ConcurrentHashMap<>();

    private record Entry(ModelFields fields, long askedAt) {}

    FieldsCache(OdooSession session, Duration expiry) {
        this.session = session;
        this.expiryNanos = expiry.toNanos();
    }

    /** What to ask for; a plain list needs no question to Odoo. */
    FieldList.Resolved resolve(String model, FieldList list, ObjectNode context) {
        return list.isPlain() ? list.plain() : list.resolve(of(model, context).names());
    }

    ModelFields of(String model, ObjectNode context) {
        Entry entry = models.get(model);
        if (entry == null || System.nanoTime() - entry.askedAt() > expiryNanos) {
            entry = new Entry(ask(model, context), System.nanoTime());
            models.put(model, entry);
        }
        return entry.fields();
    }

    void forget() {
        models.clear();
    }

    void forget(String model) {
        models.remove(model);
    }

    private ModelFields ask(String model, ObjectNode context) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        ModelFields.ATTRIBUTES.forEach(arguments.putArray("attributes")::add);
        byte[] answer = session.call(
                        new OdooCall(model, "fields_get", null, arguments, context, true, session.limits()))
                .json();
        return new ModelFields(Json.node(answer, "answer"));
    }
}
