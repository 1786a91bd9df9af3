package hub.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The reads that a look tells to fit their contract: GET with parameters that are numbers, flags, texts or words of a list. A
 * read that brings a parameter of another kind is left to the full validation. As {@link PlainRequests}, it only ever says yes.
 */
final class PlainQueries {
    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    /** What needs no decoding. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,:@/~-]*");

    private static final Set<String> TYPES = Set.of("integer", "boolean", "string");

    /** What a value has to be; a text where neither whole nor flag nor words. */
    private record Value(
            boolean whole,
            boolean flag,
            Set<Object> words,
            BigDecimal least,
            BigDecimal most,
            int shortest,
            int longest) {
        static Value of(Schema<?> schema) {
            return new Value(
                    "integer".equals(schema.getType()),
                    "boolean".equals(schema.getType()),
                    schema.getEnum() == null ? Set.of() : Set.copyOf(schema.getEnum()),
                    schema.getMinimum(),
                    schema.getMaximum(),
                    schema.getMinLength() == null ? 0 : schema.getMinLength(),
                    schema.getMaxLength() == null ? Integer.MAX_VALUE : schema.getMaxLength());
        }

        boolean fits(String value) {
            if (!PLAIN.matcher(value).matches()) {
                return false;
            }
            if (whole) {
                BigDecimal number = WHOLE.matcher(value).matches() ? new BigDecimal(value) : null;
                return number != null
                        && (least == null || number.compareTo(least) >= 0)
                        && (most == null || number.compareTo(most) <= 0);
            }
            if (flag) {
                return value.equals("true") || value.equals("false");
            }
            return !value.isEmpty()
                    && value.length() >= shortest
                    && value.length() <= longest
                    && (words.isEmpty() || words.contains(value));
        }
    }

    /** @param last what stands in the place of a parameter at the end of the path; null where there is none */
    private record Read(Map<String, Value> query, Value last) {}

    private final Map<String, Read> reads = new HashMap<>();

    PlainQueries(OpenAPI openApi) {
        openApi.getPaths().forEach((path, item) -> {
            Read read = read(openApi, path, item);
            if (read != null) {
                reads.put(path.replaceFirst("\\{[^/{}]+}$", "{}"), read);
            }
        });
    }

    /** @return false when only the full validation can tell */
    boolean fits(String path, String query) {
        Read read = reads.get(path);
        if (read == null) {
            int slash = path.lastIndexOf('/') + 1;
            read = reads.get(path.substring(0, slash) + "{}");
            if (read == null || !read.last().fits(path.substring(slash))) {
                return false;
            }
        }
        if (query == null || query.isEmpty()) {
            return true;
        }
        Set<String> seen = new HashSet<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            Value value = equals < 0 ? null : read.query().get(pair.substring(0, equals));
            if (value == null || !seen.add(pair.substring(0, equals)) || !value.fits(pair.substring(equals + 1))) {
                return false;
            }
        }
        return true;
    }

    private static Read read(OpenAPI openApi, String path, PathItem item) {
        Operation get = item.getGet();
        if (get == null || item.getParameters() != null || get.getRequestBody() != null) {
            return null;
        }
        Map<String, Value> query = new HashMap<>();
        List<Value> inPath = new ArrayList<>();
        for (Parameter stated : get.getParameters() == null ? List.<Parameter>of() : get.getParameters()) {
            Parameter parameter = resolved(openApi, stated);
            boolean plain = isPlain(parameter.getSchema());
            if ("query".equals(parameter.getIn()) && !Boolean.TRUE.equals(parameter.getRequired())) {
                if (plain) {
                    query.put(parameter.getName(), Value.of(parameter.getSchema()));
                }
            } else if (!plain) {
                return null;
            } else if ("path".equals(parameter.getIn())) {
                inPath.add(Value.of(parameter.getSchema()));
            } else {
                return null;
            }
        }
        boolean atEnd = path.matches("[^{}]*/\\{[^/{}]+}");
        if (inPath.size() > 1 || inPath.size() == 1 != path.contains("{") || path.contains("{") && !atEnd) {
            return null;
        }
        return new Read(Map.copyOf(query), inPath.isEmpty() ? null : inPath.get(0));
    }

    private static Parameter resolved(OpenAPI openApi, Parameter stated) {
        String reference = stated.get$ref();
        return reference == null
                ? stated
                : openApi.getComponents().getParameters().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static boolean isPlain(Schema<?> schema) {
        return schema != null
                && schema.get$ref() == null
                && TYPES.contains(schema.getType())
                && schema.getPattern() == null
                && schema.getMultipleOf() == null
                && schema.getExclusiveMinimum() == null
                && schema.getExclusiveMaximum() == null
                && ("string".equals(schema.getType())
                        ? schema.getFormat() == null
                        : schema.getFormat() == null || Set.of("int32", "int64").contains(schema.getFormat()));
    }
}
