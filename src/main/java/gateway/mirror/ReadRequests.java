package gateway.mirror;

import gateway.mirror.Read.Order;
import gateway.mirror.ReadRefusal.Fault;
import gateway.mirror.Resource.Filter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** For routes: what a request asks for. The contract has been held against it; what only the resource knows is checked here. */
@Component("mirrorRequests")
public class ReadRequests {
    private static final int USUAL_LIMIT = 100;

    private final MirrorProperties settings;
    private final CallerLimit callers;

    ReadRequests(MirrorProperties settings, CallerLimit callers) {
        this.settings = settings;
        this.callers = callers;
    }

    /**
     * @param name of the resource
     * @param id of a single record; null for a list
     * @throws ReadRefusal when the caller asks too often, or a parameter is wrong
     */
    public Read of(
            @ExchangeProperty("resource") String name,
            @Header(Exchange.HTTP_QUERY) String query,
            @ExchangeProperty("recordId") Long id) {
        callers.count();
        return read(Resource.of(name), parameters(query), id);
    }

    /**
     * @param asked parameters by name, which fit the contract
     * @param id of a single record; null for a list
     * @throws ReadRefusal when a parameter is wrong
     */
    public Read read(Resource resource, Map<String, String> asked, Long id) {
        List<Fault> faults = new ArrayList<>();
        List<String> fields = fields(resource, asked.get("fields"), faults);
        List<Order> order = order(resource, asked.get("order"), faults);
        long after = number(asked, "after", 0);
        int offset = (int) number(asked, "offset", 0);
        if (after > 0 && (offset > 0 || order.size() > 1 || order.get(0).descending())) {
            faults.add(new Fault(
                    "after", "order", "Pages behind an id come in the order of ids, without order and offset."));
        }
        if (!faults.isEmpty()) {
            throw ReadRefusal.wrong(faults);
        }
        return new Read(
                resource,
                fields,
                filters(resource, asked),
                asked.get("search"),
                "false".equals(asked.get("active")),
                order,
                id == null ? (int) number(asked, "limit", USUAL_LIMIT) : 1,
                offset,
                after,
                id == null ? 0 : id,
                number(asked, "max_age", settings.maxAge().toSeconds()),
                "true".equals(asked.get("live")),
                "true".equals(asked.get("total")));
    }

    /**
     * The parameters of a query.
     *
     * @throws ReadRefusal when one is there twice
     */
    public static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            String value = nameAndValue.length == 1 ? "" : decode(nameAndValue[1]);
            if (parameters.put(decode(nameAndValue[0]), value) != null) {
                throw ReadRefusal.wrong(List.of(new Fault("query", "repeated", "Give each parameter once.")));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The contract knows that it is a number. */
    private static long number(Map<String, String> asked, String name, long otherwise) {
        return asked.containsKey(name) ? Long.parseLong(asked.get(name)) : otherwise;
    }

    private static List<String> fields(Resource resource, String names, List<Fault> faults) {
        if (names == null) {
            return resource.fields();
        }
        Set<String> fields = new LinkedHashSet<>(List.of("id"));
        for (String name : names.split(",")) {
            if (resource.fields().contains(name.strip())) {
                fields.add(name.strip());
            } else {
                faults.add(new Fault(
                        "fields", "unknown", "Takes, separated by commas: " + String.join(", ", resource.fields())));
                return resource.fields();
            }
        }
        return List.copyOf(fields);
    }

    private static List<Order> order(Resource resource, String terms, List<Fault> faults) {
        List<Order> order = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (String term : terms == null ? new String[0] : terms.split(",")) {
            String[] nameAndDirection = term.strip().split("\\s+", 2);
            String direction =
                    nameAndDirection.length == 1 ? "asc" : nameAndDirection[1].toLowerCase(java.util.Locale.ROOT);
            if (!resource.sortable().contains(nameAndDirection[0])
                    || !List.of("asc", "desc").contains(direction)
                    || !seen.add(nameAndDirection[0])) {
                faults.add(new Fault(
                        "order",
                        "unknown",
                        "Takes, separated by commas and each with asc or desc behind it: "
                                + String.join(", ", resource.sortable())));
                break;
            }
            order.add(new Order(nameAndDirection[0], direction.equals("desc")));
        }
        if (!seen.contains("id")) {
            order.add(new Order("id", false));
        }
        return List.copyOf(order);
    }

    private static Map<String, Object> filters(Resource resource, Map<String, String> asked) {
        Map<String, Object> filters = new LinkedHashMap<>();
        resource.filters().forEach((name, kind) -> {
            String value = asked.get(name);
            if (value != null) {
                filters.put(
                        name,
                        kind == Filter.ID ? Long.valueOf(value) : kind == Filter.FLAG ? Boolean.valueOf(value) : value);
            }
        });
        return filters;
    }
}
