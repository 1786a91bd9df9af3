package hub.isolation;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.isolation.ContractOperations.Call;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import practice.PracticeOdoo;

/** What others may try at an operation: with what is the first user's in each place of the request. */
final class IsolationAttempts {
    /** Parameters and members that name nothing of anybody's: said as they are, or left out. */
    private static final Set<String> HARMLESS = Set.of(
            "_id",
            "_model",
            "active",
            "all",
            "bom_id",
            "bus",
            "categ_id",
            "category",
            "cause",
            "changes",
            "check_in",
            "check_out",
            "compare",
            "connection",
            "cookie",
            "current_password",
            "date_deadline",
            "date_planned_start",
            "db",
            "deadline",
            "emails",
            "enabled",
            "end_date",
            "expires_in_days",
            "fields",
            "from",
            "grant_type",
            "has_odoo_mo",
            "hub_url",
            "Idempotency-Key",
            "ids",
            "If-Match",
            "inline",
            "is_company",
            "is_default",
            "jsonrpc",
            "Last-Event-ID",
            "last_event_id",
            "limit",
            "linked",
            "live",
            "location_id",
            "login",
            "lot_id",
            "max_age",
            "method",
            "mode",
            "model",
            "models",
            "new_password",
            "notes",
            "odoo_database",
            "odoo_password",
            "odoo_status",
            "odoo_url",
            "of",
            "offset",
            "old_password",
            "operationName",
            "operations",
            "order",
            "params",
            "password",
            "password_confirmation",
            "password_set",
            "person",
            "phone",
            "Prefer",
            "priority",
            "product_qty",
            "protocol",
            "q",
            "qty_produced",
            "qty_producing",
            "quantity",
            "reason",
            "refresh_token",
            "remember",
            "role",
            "schedule",
            "scopes",
            "secret",
            "start_date",
            "state",
            "status",
            "tag",
            "to",
            "token",
            "token_type_hint",
            "total",
            "type",
            "url",
            "variables",
            "verification_code");

    private final FirstUser first;
    private final PracticeOdoo odoo;

    IsolationAttempts(FirstUser first, PracticeOdoo odoo) {
        this.first = first;
        this.odoo = odoo;
    }

    /** A request with what has to be there, and then one for each of hers in each place. */
    List<Map<String, Object>> at(Call call) {
        Map<String, Object> plain = new LinkedHashMap<>();
        call.parameters().stream()
                .filter(Parameter::getRequired)
                .forEach(p -> plain.put(p.getName(), plain(p.getName())));
        call.required().forEach(name -> plain.put(name, plain(name)));
        List<Map<String, Object>> all = new ArrayList<>(List.of(plain));
        List<String> places = new ArrayList<>(
                call.parameters().stream().map(Parameter::getName).toList());
        places.addAll(call.body().keySet());
        for (String place : places) {
            for (Object hers : call.open() ? List.of() : hers(call, place)) {
                Map<String, Object> values = new LinkedHashMap<>(plain);
                values.put(place, hers);
                all.add(values);
            }
        }
        return all;
    }

    /** What of the first user's could stand there. */
    private List<Object> hers(Call call, String place) {
        String key = first.connection.key();
        return switch (place) {
            case "id" ->
                List.of(first.run, first.reject, first.id, first.connection.id(), first.contact, first.username, key);
            case "before" -> List.of(first.run + 1, first.reject + 1, first.id + 1, Long.MAX_VALUE);
            case "after" -> List.of(first.username, key, "0");
            case "flow" -> List.of("contacts", "products", key);
            case "key" -> List.of(key, first.connection.name());
            case "name" -> List.of(first.connection.name(), key, first.username);
            case "search", "person_id", "person", "email" -> List.of(FirstUser.MARK, first.username, key, first.id);
            case "username", "odoo_username" -> List.of(first.username, first.connection.username());
            case "product_id", "odoo_mo_id" -> List.of(first.contact, first.run);
            case "origin", "ref", "default_code", "barcode", "order_number", "odoo_mo_name" -> List.of(key);
            case "query" -> List.of("{ contacts(connection: \"" + first.connection.name() + "\") { nodes { name } } }");
            default -> {
                if (!HARMLESS.contains(place)) {
                    fail("What of another user's could stand in '" + place + "' of " + call.id()
                            + "? Say it in hers().");
                }
                yield List.of();
            }
        };
    }

    private Object plain(String place) {
        return switch (place) {
            case "id" -> first.run;
            case "product_id" -> first.contact;
            case "quantity", "product_qty" -> 1;
            case "If-Match" -> "\"1\"";
            case "flow" -> "contacts";
            case "enabled", "is_default", "all", "cookie", "remember" -> false;
            case "odoo_username" -> odoo.username();
            case "odoo_password" -> "another secret";
            case "odoo_database" -> odoo.database();
            case "query" -> "{ contacts { nodes { name } } }";
            case "start_date", "end_date" -> "2026-01-05";
            case "scopes" -> List.of("read");
            case "role" -> "user";
            default -> "x";
        };
    }

    /** The request with these values in their places. */
    HttpRequest.Builder request(Call call, Map<String, Object> values, Function<String, HttpRequest.Builder> bearing) {
        String path = call.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : call.parameters()) {
            Object value = values.get(parameter.getName());
            if (value != null && "path".equals(parameter.getIn())) {
                path = path.replace("{" + parameter.getName() + "}", encoded(value));
            } else if (value != null && "query".equals(parameter.getIn())) {
                query.add(parameter.getName() + "=" + encoded(value));
            }
        }
        HttpRequest.Builder request = bearing.apply(path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        call.parameters().stream()
                .filter(parameter -> "header".equals(parameter.getIn()) && values.containsKey(parameter.getName()))
                .forEach(parameter -> request.header(parameter.getName(), "\"1\""));
        if (call.contentType() == null) {
            return request.method(call.method(), BodyPublishers.noBody());
        }
        Map<String, Schema<?>> members = call.body();
        Map<String, Object> body = new LinkedHashMap<>(values);
        body.keySet().retainAll(members.keySet());
        return request.header("Content-Type", call.contentType())
                .method(call.method(), BodyPublishers.ofString(text(call.contentType(), body)));
    }

    private static String text(String contentType, Map<String, Object> body) {
        try {
            return switch (contentType) {
                case "application/x-www-form-urlencoded" ->
                    body.entrySet().stream()
                            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                            .collect(Collectors.joining("&"));
                case "text/csv" ->
                    "person_id,timestamp,event_type\n" + FirstUser.MARK + ",2026-01-05 08:00:00,check_in\n";
                default -> new ObjectMapper().writeValueAsString(body);
            };
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }
}
