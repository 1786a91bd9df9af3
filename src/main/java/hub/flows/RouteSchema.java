package hub.flows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchema;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Camel's own schema of its YAML DSL, which editors such as Kaoto go by. */
final class RouteSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "/schema/camelYamlDsl.json";

    private final JsonSchema schema;

    RouteSchema() {
        try (InputStream in = RouteSchema.class.getResourceAsStream(FILE)) {
            schema = JsonSchemaFactory.byDefault().getJsonSchema(JSON.readTree(in));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ProcessingException broken) {
            throw new IllegalStateException("Camel's schema cannot be read", broken);
        }
    }

    /** What a file breaks; nothing when it is what the schema says. */
    List<Finding> brokenBy(RouteFile file) {
        List<Finding> broken = new ArrayList<>();
        try {
            for (ProcessingMessage message : schema.validate(JSON.valueToTree(file.entries()), true)) {
                JsonNode said = message.asJson();
                boolean placeholder = said.path("keyword").asText().equals("type")
                        && value(file, said).startsWith("{{");
                if (message.getLogLevel().compareTo(LogLevel.ERROR) >= 0 && !placeholder) {
                    String pointer = said.path("instance").path("pointer").asText();
                    broken.add(new Finding(
                            file.toString(),
                            file.lines().at(pointer),
                            "is not as Camel's schema says: " + message.getMessage()));
                }
            }
        } catch (ProcessingException impossible) {
            throw new IllegalStateException("Camel's schema cannot be applied", impossible);
        }
        return broken;
    }

    /** A placeholder takes the place of a number or a flag; the schema knows none. */
    private static String value(RouteFile file, JsonNode said) {
        return JSON.valueToTree(file.entries())
                .at(said.path("instance").path("pointer").asText())
                .asText();
    }
}
