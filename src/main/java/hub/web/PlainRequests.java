package hub.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The requests that a look tells to fit their contract: a JSON object of texts and flags, sent to a path without parameters.
 * The full validation takes milliseconds of processor time, this takes microseconds.
 *
 * <p>It only ever says yes. Whatever it does not know, in a contract or in a request, is left to the full validation, which
 * also finds the words for what does not fit.
 */
final class PlainRequests {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private static final Set<String> REMARKS = Set.of("description", "title", "example", "default");
    private static final Set<String> CONTENT_TYPES = Set.of("application/json", "application/json;charset=utf-8");
    private static final Pattern ACCEPTS_JSON = Pattern.compile(
            "(?:application/problem\\+json, ?)*(?:application/json|\\*/\\*)(?:, ?application/problem\\+json)*");
    private static final String REFERENCE = "#/components/";

    /** A text of so many characters, or a flag. */
    private record Member(boolean text, int least, int most) {
        boolean fits(JsonNode value) {
            if (!text) {
                return value.isBoolean();
            }
            String content = value.isTextual() ? value.textValue() : null;
            int length = content == null ? -1 : content.codePointCount(0, content.length());
            return length >= least && length <= most;
        }
    }

    private record Body(Map<String, Member> members, Set<String> required) {
        boolean fits(JsonNode body) {
            if (!body.isObject()) {
                return false;
            }
            int found = 0;
            for (Map.Entry<String, JsonNode> property : body.properties()) {
                Member member = members.get(property.getKey());
                if (member == null || !member.fits(property.getValue())) {
                    return false;
                }
                found += required.contains(property.getKey()) ? 1 : 0;
            }
            return found == required.size();
        }
    }

    private final Map<String, Body> bodies = new HashMap<>();
    private final JsonNode contract;

    PlainRequests(OpenAPI openApi) {
        contract = Json.mapper().valueToTree(openApi);
        contract.path("paths").properties().forEach(path -> {
            JsonNode post = path.getValue().path("post");
            boolean answersJson =
                    resolved(post.path("responses").path("200")).path("content").has("application/json");
            boolean parameters =
                    path.getKey().contains("{") || path.getValue().has("parameters") || post.has("parameters");
            if (answersJson && !parameters) {
                Body body = body(resolved(post.path("requestBody")));
                if (body != null) {
                    bodies.put(path.getKey(), body);
                }
            }
        });
    }

    /**
     * @param path below the contract's base path
     * @param query null or empty when there is none
     * @return false when only the full validation can tell
     */
    boolean fits(String method, String path, String query, String accept, String contentType, String content) {
        Body body = "POST".equals(method) ? bodies.get(path) : null;
        if (body == null
                || content == null
                || contentType == null
                || !CONTENT_TYPES.contains(contentType)
                || (query != null && !query.isEmpty())
                || !acceptsJson(accept)) {
            return false;
        }
        try {
            return body.fits(JSON.readTree(content));
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    /** Whether an Accept header plainly lets JSON be answered; null is none. */
    static boolean acceptsJson(String accept) {
        return accept == null || ACCEPTS_JSON.matcher(accept).matches();
    }

    private Body body(JsonNode requestBody) {
        JsonNode content = requestBody.path("content");
        JsonNode schema = resolved(content.path("application/json").path("schema"));
        boolean plain = content.size() == 1
                && isObject(schema)
                && schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue()
                && holdsOnly(schema, Set.of("type", "additionalProperties", "required", "properties"));
        if (!plain) {
            return null;
        }
        Map<String, Member> members = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            Member member = member(resolved(property.getValue()));
            if (member != null) {
                members.put(property.getKey(), member);
            }
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.textValue()));
        return new Body(members, required);
    }

    /** @return null for one that only the full validation knows; then a body with it is not plain */
    private static Member member(JsonNode schema) {
        String type = schema.path("type").asText();
        if (type.equals("boolean") && holdsOnly(schema, Set.of("type"))) {
            return new Member(false, 0, 0);
        }
        boolean plain = type.equals("string") && holdsOnly(schema, Set.of("type", "minLength", "maxLength"));
        return plain
                ? new Member(
                        true,
                        schema.path("minLength").asInt(0),
                        schema.path("maxLength").asInt(Integer.MAX_VALUE))
                : null;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith(REFERENCE) && node.size() == 1 ? contract.at(reference.substring(1)) : node;
    }

    private static boolean isObject(JsonNode schema) {
        return schema.path("type").asText().equals("object");
    }

    private static boolean holdsOnly(JsonNode schema, Set<String> known) {
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!known.contains(keyword.getKey()) && !REMARKS.contains(keyword.getKey())) {
                return false;
            }
        }
        return true;
    }
}
