package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.mirror.OdooAway;
import gateway.policy.GatewayProperties;
import gateway.policy.PolicyField;
import gateway.policy.PolicyModel;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What Odoo says of the fields of its models: asked for now and then, kept in memory, and in the database for the time when Odoo
 * does not answer.
 */
@Component
class FieldTypes {
    private record Known(Map<String, FieldType> types, long askedAt) {}

    private final Desk desk;
    private final JdbcClient database;
    private final Duration kept;
    private final Map<String, Known> models = new ConcurrentHashMap<>();

    FieldTypes(Desk desk, JdbcClient database, GatewayProperties settings) {
        this.desk = desk;
        this.database = database;
        this.kept = settings.fields();
    }

    /**
     * @param module of Odoo that brings the model
     * @return by name in Odoo
     * @throws gateway.mirror.ReadRefusal when Odoo does not say and has not said before, or lacks the model
     */
    Map<String, FieldType> of(String model, String module) {
        Known known = models.get(model);
        if (known == null || System.nanoTime() - known.askedAt() > kept.toNanos()) {
            known = new Known(read(model, module), System.nanoTime());
            models.put(model, known);
        }
        return known.types();
    }

    /** The field of this Odoo behind a field of the policy; empty where it has none. */
    Optional<String> nameOf(PolicyModel model, PolicyField field) {
        return nameOf(of(model.model(), model.module()), field);
    }

    static Optional<String> nameOf(Map<String, FieldType> types, PolicyField field) {
        return field.names().stream().filter(types::containsKey).findFirst();
    }

    /** Another Odoo may have other fields. */
    void forget() {
        models.clear();
    }

    private Map<String, FieldType> read(String model, String module) {
        try {
            JsonNode said = desk.ask(
                    model,
                    "fields_get",
                    "{\"attributes\":[\"type\",\"relation\",\"required\",\"readonly\",\"string\",\"help\",\"selection\"]}",
                    Map.of());
            keep(model, said);
            return types(said);
        } catch (RuntimeException failed) {
            var refusal = OdooAway.refusal(failed, module);
            if (refusal.getRetryAfter() == 0) {
                throw refusal;
            }
            return last(model).orElseThrow(() -> refusal);
        }
    }

    private void keep(String model, JsonNode said) {
        database.sql("INSERT INTO gateway_fields (connection, model, fields) VALUES (?, ?, ?::jsonb)"
                        + " ON CONFLICT (connection, model) DO UPDATE SET fields = excluded.fields,"
                        + " asked_at = clock_timestamp()")
                .params(Desk.CONNECTION, model, said.toString())
                .update();
    }

    private Optional<Map<String, FieldType>> last(String model) {
        return database.sql("SELECT fields::text FROM gateway_fields WHERE connection = ? AND model = ?")
                .params(Desk.CONNECTION, model)
                .query(String.class)
                .optional()
                .map(FieldTypes::parse);
    }

    private static Map<String, FieldType> parse(String json) {
        try {
            return types(Desk.JSON.readTree(json));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, FieldType> types(JsonNode said) {
        Map<String, FieldType> types = new HashMap<>();
        said.properties().forEach(field -> types.put(field.getKey(), FieldType.of(field.getValue())));
        return Map.copyOf(types);
    }
}
