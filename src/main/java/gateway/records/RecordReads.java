package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gateway.mirror.CallerLimit;
import gateway.mirror.MirrorFlows;
import gateway.mirror.MirrorFlows.MirrorFlow;
import gateway.mirror.Read;
import gateway.mirror.ReadRefusal;
import gateway.mirror.ReadRefusal.Fault;
import gateway.mirror.ReadRequests;
import gateway.mirror.Resource;
import gateway.policy.Grant;
import gateway.policy.PolicyField;
import gateway.policy.PolicyModel;
import gateway.records.Access.Admission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/**
 * For routes: what a caller asks to read of a model. It comes from the mirror where a flow keeps all that is needed of it, and the
 * mirror can tell whose records they are; else from Odoo.
 */
@Component("recordReads")
public class RecordReads {
    private static final Set<String> NOT_SORTED = Set.of("many2many", "one2many", "binary", "html");

    private final Access access;
    private final Filters filters;
    private final CallerLimit callers;
    private final ReadRequests requests;
    private final MirrorFlows flows;
    private final FieldTypes types;

    RecordReads(
            Access access,
            Filters filters,
            CallerLimit callers,
            ReadRequests requests,
            MirrorFlows flows,
            FieldTypes types) {
        this.access = access;
        this.filters = filters;
        this.callers = callers;
        this.requests = requests;
        this.flows = flows;
        this.types = types;
    }

    /**
     * @param address name or alias of the model
     * @param id of a single record; null for a list
     * @throws ReadRefusal when the caller may not, asks too often, or a parameter is wrong
     */
    public Read of(
            @Header("model") String address,
            @Header(Exchange.HTTP_QUERY) String query,
            @ExchangeProperty("recordId") Long id) {
        callers.count();
        Admission who = access.admit(address, id == null ? Grant.LIST : Grant.READ);
        return read(who, ReadRequests.parameters(query), id);
    }

    /** A record with everything that the caller may see of it, as Odoo has it now. */
    Read now(Admission who, long id) {
        return read(who, Map.of("live", "true"), id);
    }

    private Read read(Admission who, Map<String, String> asked, Long id) {
        List<Fault> faults = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        ArrayNode bounds = access.bounds(who);
        if (id == null) {
            filters.add(who, asked, bounds, used, faults);
        } else if (asked.keySet().stream()
                .anyMatch(name -> !Set.of("fields", "max_age", "live").contains(name))) {
            faults.add(new Fault("query", "unknown", "One record takes fields, max_age and live."));
        }
        if (!faults.isEmpty()) {
            throw ReadRefusal.of(400, "The request does not fit this model.", faults);
        }
        return requests.read(resource(who, asked, bounds, used), asked, id);
    }

    private Resource resource(Admission who, Map<String, String> asked, ArrayNode bounds, Set<String> used) {
        PolicyModel model = who.model();
        List<String> shown = who.grant().read();
        List<String> searched =
                model.searched().stream().filter(shown::contains).toList();
        used.addAll(names(asked.get("fields"), shown));
        names(asked.get("order"), List.of()).stream()
                .map(term -> term.replaceFirst("\\s.*", ""))
                .forEach(used::add);
        used.addAll(asked.containsKey("search") ? searched : List.of());
        MirrorFlow flow =
                flows.ofModel(model.model()).filter(MirrorFlow::isWhole).orElse(null);
        Optional<Map<String, String>> stored = flow == null ? Optional.empty() : stored(model, flow, used, bounds);
        return new Resource(
                        model.name(),
                        stored.isPresent() ? flow.name() : null,
                        model.model(),
                        shown,
                        Map.of(),
                        searched,
                        sortable(who, asked),
                        model.fields().containsKey("active"),
                        source(model, used, bounds),
                        bounds,
                        model.module(),
                        stored.orElse(Map.of()))
                .mirroredWherePossible();
    }

    /** Only an order has to know which fields can be sorted. */
    private List<String> sortable(Admission who, Map<String, String> asked) {
        if (!asked.containsKey("order")) {
            return List.of("id");
        }
        Map<String, FieldType> known = types.of(who.model().model(), who.model().module());
        return who.grant().read().stream()
                .filter(name -> FieldTypes.nameOf(known, who.model().fields().get(name))
                        .filter(field -> !NOT_SORTED.contains(known.get(field).type()))
                        .isPresent())
                .toList();
    }

    /** Names in the rows of a flow for all that is needed of it; empty when it lacks one. */
    private Optional<Map<String, String>> stored(
            PolicyModel model, MirrorFlow flow, Set<String> used, ArrayNode bounds) {
        Set<String> needed = new LinkedHashSet<>(used);
        bounds.forEach(term -> needed.add(term.isArray() ? term.path(0).asText() : "id"));
        model.helpers().forEach(helper -> needed.add(helper.replace("?", "")));
        needed.remove("id");
        List<String> there = flow.names();
        Map<String, String> stored = new HashMap<>();
        for (String name : needed) {
            PolicyField field = model.fields().get(name);
            List<String> names = field == null ? List.of(name) : field.names();
            String found = names.stream().filter(there::contains).findFirst().orElse(null);
            if (found == null) {
                return Optional.empty();
            }
            if (!found.equals(name)) {
                stored.put(name, found);
            }
        }
        return Optional.of(stored);
    }

    private static String source(PolicyModel model, Set<String> used, ArrayNode bounds) {
        Stream<String> bounding = Stream.of(bounds)
                .flatMap(domain ->
                        Stream.iterate(0, i -> i < domain.size(), i -> i + 1).map(domain::get))
                .filter(JsonNode::isArray)
                .map(term -> term.path(0).asText());
        Set<String> asked = Stream.concat(used.stream(), bounding)
                .map(model.fields()::get)
                .filter(field -> field != null && !field.name().equals("id"))
                .map(PolicyField::item)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        asked.add("id");
        asked.addAll(model.helpers());
        return String.join(",", asked);
    }

    private static List<String> names(String given, List<String> otherwise) {
        return given == null
                ? otherwise
                : Arrays.stream(given.split(",")).map(String::strip).toList();
    }
}
