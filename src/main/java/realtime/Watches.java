package realtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import realtime.Installation.Request;
import sync.FlowSpec;
import sync.PulledModels;

/** Which models of an Odoo are to be watched, and which of their fields: what flows read. */
@Component
class Watches {
    /** They change with every write, whatever else did. */
    private static final Set<String> NO_TRIGGERS = Set.of("id", "write_date", "write_uid", "create_date", "create_uid");

    private static final String FIELDS = "ir.model.fields";

    private final PulledModels models;
    private final OdooCalls odoo;

    Watches(PulledModels models, OdooCalls odoo) {
        this.models = models;
        this.odoo = odoo;
    }

    /** What is wished for: the models that flows pull, and those whose stamps tell of a change in them. */
    List<Watch> of(Request request) {
        Map<String, Set<String>> fields = new TreeMap<>();
        Map<String, Set<String>> relations = new TreeMap<>();
        for (FlowSpec flow : models.pulling(request.connection())) {
            Set<String> read = fields.computeIfAbsent(flow.model(), model -> new TreeSet<>(Set.of("active")));
            for (String field : flow.fields().split("[,|]")) {
                read.add(field.replace("?", ""));
            }
            read.removeAll(NO_TRIGGERS);
            flow.stamps().stream().filter(stamp -> stamp.contains(".")).forEach(stamp -> relations
                    .computeIfAbsent(flow.model(), model -> new TreeSet<>())
                    .add(stamp.substring(0, stamp.indexOf('.'))));
        }
        Set<String> unknown = new TreeSet<>(request.models());
        unknown.removeAll(fields.keySet());
        if (!unknown.isEmpty()) {
            throw new HookRefusal(
                    422, "No flow pulls that model; there are " + String.join(", ", fields.keySet()) + ".");
        }
        if (!request.models().isEmpty()) {
            fields.keySet().retainAll(request.models());
            relations.keySet().retainAll(request.models());
        }
        List<Watch> watches = new ArrayList<>();
        fields.forEach((model, read) -> watches.add(new Watch(model, read, null, List.of())));
        watches.addAll(related(request.connection(), fields, relations));
        return watches;
    }

    private List<Watch> related(
            String connection, Map<String, Set<String>> fields, Map<String, Set<String>> relations) {
        if (relations.isEmpty()) {
            return List.of();
        }
        Set<String> names = new TreeSet<>();
        relations.values().forEach(names::addAll);
        List<Watch> related = new ArrayList<>();
        JsonNode found = odoo.find(
                connection,
                FIELDS,
                "name,model,relation",
                List.of(
                        List.of("model", "in", relations.keySet()),
                        List.of("name", "in", names),
                        List.of("ttype", "=", "many2one")));
        for (JsonNode field : found) {
            String model = field.path("model").asText();
            if (relations.get(model).contains(field.path("name").asText())) {
                related.add(new Watch(field.path("relation").asText(), fields.get(model), model, List.of()));
            }
        }
        return related;
    }

    /** Ids of ir.model by name, of the models that this Odoo has. */
    Map<String, Long> modelIds(String connection, List<Watch> watches) {
        Map<String, Long> ids = new HashMap<>();
        odoo.find(connection, "ir.model", "model", List.of(List.of("model", "in", names(watches))))
                .forEach(model ->
                        ids.put(model.path("model").asText(), model.path("id").asLong()));
        return ids;
    }

    /** The same with the ids of their fields. One of a related model that shares no field is left out. */
    List<Watch> withFields(String connection, List<Watch> watches) {
        Set<String> names = new TreeSet<>();
        watches.forEach(watch -> names.addAll(watch.fields()));
        JsonNode found = odoo.find(
                connection,
                FIELDS,
                "name,model",
                List.of(
                        List.of("model", "in", names(watches)),
                        List.of("name", "in", names),
                        List.of("store", "=", true)));
        return watches.stream()
                .map(watch -> new Watch(watch.model(), watch.fields(), watch.pulled(), ids(watch, found)))
                .filter(watch -> watch.pulled() == null || !watch.fieldIds().isEmpty())
                .toList();
    }

    private static List<Long> ids(Watch watch, JsonNode found) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode field : found) {
            if (field.path("model").asText().equals(watch.model())
                    && watch.fields().contains(field.path("name").asText())) {
                ids.add(field.path("id").asLong());
            }
        }
        return ids;
    }

    private static Set<String> names(List<Watch> watches) {
        Set<String> names = new TreeSet<>();
        watches.forEach(watch -> names.add(watch.model()));
        return names;
    }
}
