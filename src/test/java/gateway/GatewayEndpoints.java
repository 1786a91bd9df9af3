package gateway;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** Calls every endpoint of {@code endpoints.txt} as an administrator, and takes away again what that made. */
final class GatewayEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "a quiet tuesday 42";
    private static final String NEW_PASSWORD = "a loud wednesday 43";
    private static final String MARK = "Gateway endpoints ";

    /** One line of the list. */
    record Endpoint(String method, String path, List<String> fields) {}

    private final GatewayClient client;
    private final Map<String, Integer> made = new HashMap<>();
    private final Deque<String> toDelete = new ArrayDeque<>();
    private String login;
    private String token;

    GatewayEndpoints(GatewayClient client) {
        this.client = client;
    }

    static List<Endpoint> all() throws IOException {
        return new ClassPathResource("gateway/endpoints.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+"))
                .map(parts -> new Endpoint(parts[0], parts[1], Arrays.asList(parts[2].split(","))))
                .toList();
    }

    /**
     * @param sessions whether the user that was made signs in, too
     * @return how many were called
     */
    int call(boolean sessions) throws IOException {
        List<Endpoint> all = all().stream()
                .filter(endpoint -> sessions || !isOfSession(endpoint))
                .toList();
        for (Endpoint endpoint : all) {
            if (isOfSession(endpoint)) {
                session(endpoint);
                continue;
            }
            switch (endpoint.method()) {
                case "GET" -> read(endpoint);
                case "POST" -> create(endpoint);
                case "PUT" -> change(endpoint);
                default -> delete(endpoint);
            }
        }
        return all.size();
    }

    private static boolean isOfSession(Endpoint endpoint) {
        return endpoint.path().startsWith("/web/session/") || endpoint.path().startsWith("/api/portal/");
    }

    /** As the user that the list has made, whose password is nobody else's. */
    private void session(Endpoint endpoint) {
        String body =
                switch (endpoint.path()) {
                    case "/web/session/authenticate" -> signIn(PASSWORD);
                    case "/web/session/change_password" ->
                        "{\"old_password\":\"" + PASSWORD + "\",\"new_password\":\"" + NEW_PASSWORD + "\"}";
                    default -> null;
                };
        HttpResponse<String> answer = client.as(token, endpoint.method(), endpoint.path(), body);
        assertThat(answer.statusCode()).as(endpoint + answer.body()).isEqualTo(200);
        JsonNode said = json(answer);
        JsonNode data = said.path("data").isArray() ? said.path("data").path(0) : said.path("data");
        for (String field : endpoint.fields()) {
            assertThat(said.has(field) || data.has(field))
                    .as(endpoint + " " + field)
                    .isTrue();
        }
        if (endpoint.path().equals("/web/session/change_password")) {
            assertThat(client.as(null, "POST", "/web/session/authenticate", signIn(NEW_PASSWORD))
                            .statusCode())
                    .as("the new password")
                    .isEqualTo(200);
        }
        if (said.has("session_id")) {
            token = "Bearer " + said.path("session_id").asText();
        }
    }

    private String signIn(String password) {
        return "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}";
    }

    void clean() {
        while (!toDelete.isEmpty()) {
            client.admin("DELETE", toDelete.pop(), null);
        }
    }

    private void read(Endpoint endpoint) {
        String path = endpoint.path().replace("{id}", "" + made.get(model(endpoint.path())));
        HttpResponse<String> answer = client.admin("GET", path, null);
        assertThat(answer.statusCode()).as(endpoint + answer.body()).isEqualTo(200);
        JsonNode data = json(answer).path("data");
        for (JsonNode record : data.isArray() ? data : List.of(data)) {
            for (String field : endpoint.fields()) {
                assertThat(record.has(field)).as(endpoint + " " + field).isTrue();
            }
        }
        assertThat(json(answer).path("success").asBoolean()).isTrue();
    }

    private void create(Endpoint endpoint) {
        String model = model(endpoint.path());
        ObjectNode values = values(endpoint);
        HttpResponse<String> answer = client.admin("POST", endpoint.path(), values.toString());
        assertThat(answer.statusCode()).as(endpoint + answer.body()).isEqualTo(201);
        int id = json(answer).path("data").path("id").asInt();
        assertThat(id).isPositive();
        made.put(model, id);
        toDelete.push(endpoint.path() + "/" + id);
        for (String required : endpoint.fields()) {
            if (required.equals("rental") || required.equals("password")) {
                continue;
            }
            ObjectNode less = values.deepCopy();
            less.remove(required);
            HttpResponse<String> refused = client.admin("POST", endpoint.path(), less.toString());
            assertThat(refused.statusCode())
                    .as(endpoint + " without " + required + refused.body())
                    .isEqualTo(422);
            assertThat(json(refused).path("errors").toString()).contains("/" + required, "required");
        }
        if (endpoint.fields().contains("name")) {
            JsonNode stored = json(client.admin("GET", endpoint.path() + "/" + id + "?live=true", null));
            assertThat(stored.path("data").path("name").asText()).startsWith(MARK);
        }
    }

    private void change(Endpoint endpoint) {
        String path = endpoint.path().replace("{id}", "" + made.get(model(endpoint.path())));
        ObjectNode values = JSON.createObjectNode();
        endpoint.fields().forEach(field -> values.put(field, changed(field)));
        HttpResponse<String> answer = client.admin("PUT", path, values.toString());
        assertThat(answer.statusCode()).as(endpoint + answer.body()).isEqualTo(200);
        JsonNode stored = json(client.admin("GET", path + "?live=true", null)).path("data");
        List<String> leftOut = JSON.convertValue(json(answer).path("left_out"), List.class);
        for (String field : endpoint.fields()) {
            if (leftOut == null || !leftOut.contains(field)) {
                assertThat(stored.path(field).asText())
                        .as(endpoint + " " + field)
                        .isEqualTo(changed(field));
            }
        }
    }

    private void delete(Endpoint endpoint) {
        String path = endpoint.path().replace("{id}", "" + made.get(model(endpoint.path())));
        HttpResponse<String> answer = client.admin("DELETE", path, null);
        assertThat(answer.statusCode()).as(endpoint + answer.body()).isEqualTo(200);
        assertThat(client.admin("GET", path + "?live=true", null).statusCode()).isEqualTo(404);
        toDelete.remove(path);
    }

    private ObjectNode values(Endpoint endpoint) {
        ObjectNode values = JSON.createObjectNode();
        for (String field : endpoint.fields()) {
            switch (field) {
                case "login" -> {
                    login = "gateway" + System.nanoTime() + "@example.com";
                    values.put(field, login);
                }
                case "password" -> values.put(field, PASSWORD);
                case "partner_id" -> values.put(field, made.computeIfAbsent("partner", any -> anyPartner()));
                case "project_id" -> values.put(field, made.get("project"));
                case "event_id" -> values.put(field, made.get("event"));
                case "order_line" -> {
                    ObjectNode line = values.putArray(field).addObject();
                    line.put("product_id", made.get("product")).put("product_uom_qty", 2);
                }
                case "type" -> values.put(field, "consu");
                case "rental" -> values.put(field, true);
                default -> values.put(field, given(field));
            }
        }
        return values;
    }

    private int anyPartner() {
        int id = json(client.admin(
                        "POST", "/api/res.partner", "{\"name\":\"" + MARK + "user\",\"email\":\"user@example.com\"}"))
                .path("data")
                .path("id")
                .asInt();
        toDelete.addLast("/api/res.partner/" + id);
        return id;
    }

    private static String given(String field) {
        return switch (field) {
            case "start", "date_begin", "rental_start" -> "2030-05-06 08:00:00";
            case "stop", "date_end", "rental_end" -> "2030-05-06 10:00:00";
            case "email" -> "endpoints@example.com";
            default -> MARK + "new";
        };
    }

    private static String changed(String field) {
        return switch (field) {
            case "rental_start" -> "2030-05-07 08:00:00";
            case "rental_end" -> "2030-05-09 10:00:00";
            case "email" -> "changed@example.com";
            case "phone", "mobile" -> "+32 2 123";
            default -> MARK + "changed";
        };
    }

    /** The last word of a model's name: that of {@code /api/project/task/7} is task. */
    private static String model(String path) {
        return switch (path.replaceFirst("/\\{id}$", "")) {
            case "/api/calendar.event", "/api/calendar/event" -> "meeting";
            case "/api/sale/rental" -> "rental";
            default -> path.replaceFirst("/\\{id}$", "").replaceFirst("^.*[/.]", "");
        };
    }
}
