package odoo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** JSON as bytes: cutting, renaming and reading lists of ids without building objects. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .build();
    private static final JsonFactory FACTORY = MAPPER.getFactory();
    private static final int CHECK_WHOLE_BELOW = 16 * 1024;

    private Json() {}

    static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }

    /** Two arrays as one, byte for byte. */
    static byte[] concat(byte[] one, byte[] other) {
        String first = new String(one, StandardCharsets.ISO_8859_1).strip();
        String second = new String(other, StandardCharsets.ISO_8859_1).strip();
        if (first.length() < 3 || second.length() < 3) {
            return first.length() < 3 ? other : one;
        }
        return (first.substring(0, first.length() - 1) + "," + second.substring(1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Text, Map, List or node as a node. */
    static JsonNode node(Object value, String what) {
        try {
            if (value instanceof byte[] bytes) {
                return MAPPER.readTree(bytes);
            }
            return value instanceof CharSequence text ? MAPPER.readTree(text.toString()) : MAPPER.valueToTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The " + what + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalArgumentException("The " + what + " is not JSON");
        }
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The value of one member of the object that the bytes hold, as it stands there; null when it has none.
     *
     * @throws IOException when the bytes are not one whole JSON object
     */
    static byte[] member(byte[] json, String name) throws IOException {
        byte[] found = null;
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                if (wanted) {
                    found = Arrays.copyOfRange(
                            json, start, (int) parser.currentLocation().getByteOffset());
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("not a whole JSON object");
            }
        }
        return found;
    }

    /**
     * Whether the bytes look like one whole JSON value: small ones are read through, of large ones only the two ends
     * are looked at.
     */
    static boolean looksWhole(byte[] json) {
        if (json.length < CHECK_WHOLE_BELOW) {
            return isWhole(json);
        }
        int first = 0;
        int last = json.length - 1;
        while (first < last && json[first] <= ' ' && json[first] >= 0) {
            first++;
        }
        while (last > first && json[last] <= ' ' && json[last] >= 0) {
            last--;
        }
        return switch (json[first]) {
            case '[' -> json[last] == ']';
            case '{' -> json[last] == '}';
            case '"' -> json[last] == '"';
            default -> false;
        };
    }

    private static boolean isWhole(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() != null && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The records with some of their fields renamed; everything else stays byte for byte. */
    static byte[] rename(byte[] records, Map<String, String> names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(records.length + 1024);
        int copied = 0;
        int depth = 0;
        try (JsonParser parser = FACTORY.createParser(records)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME && depth == 2) {
                    String name = names.get(parser.currentName());
                    if (name != null) {
                        int start = (int) parser.currentTokenLocation().getByteOffset();
                        out.write(records, copied, start - copied);
                        out.write(MAPPER.writeValueAsBytes(name));
                        copied = start + MAPPER.writeValueAsBytes(parser.currentName()).length;
                    }
                }
            }
        }
        out.write(records, copied, records.length - copied);
        return out.toByteArray();
    }

    /**
     * Reads a JSON array of ids.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static long[] ids(byte[] json) {
        long[] ids = new long[Math.max(16, json.length / 8)];
        int count = 0;
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("A list of ids must be a JSON array of numbers such as [1, 2]");
            }
            while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                if (count == ids.length) {
                    ids = Arrays.copyOf(ids, 2 * count);
                }
                ids[count++] = parser.getLongValue();
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IllegalArgumentException("A list of ids must be a JSON array of numbers such as [1, 2]");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("A list of ids must be a JSON array of numbers such as [1, 2]");
        }
        return Arrays.copyOf(ids, count);
    }

    static String text(long[] ids) {
        StringBuilder text = new StringBuilder(ids.length * 8 + 2).append('[');
        for (int i = 0; i < ids.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(ids[i]);
        }
        return text.append(']').toString();
    }
}
