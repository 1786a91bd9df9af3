package odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;

/**
 * The committed metadata follows the annotations, and the tables of the documentation follow the metadata. After a
 * change run {@code ./mvnw compile org.apache.camel:camel-component-maven-plugin:generate} and copy the tables that this
 * test prints.
 */
class OdooMetadataTest {
    private static final Path PAGE = Path.of("docs/odoo-component.md");

    @Test
    void metadataFollowsTheAnnotations() throws Exception {
        JsonNode options = metadata().get("properties");
        for (Field field : OdooConfiguration.class.getDeclaredFields()) {
            UriParam param = field.getAnnotation(UriParam.class);
            if (param != null) {
                JsonNode option = options.path(field.getName());
                assertThat(option.path("description").asText())
                        .as(field.getName())
                        .isEqualTo(param.description());
                if (!param.defaultValue().isEmpty()) {
                    assertThat(option.path("defaultValue").asText())
                            .as(field.getName())
                            .isEqualTo(param.defaultValue());
                }
            }
        }
        JsonNode headers = metadata().get("headers");
        for (Field field : OdooConstants.class.getDeclaredFields()) {
            JsonNode header = headers.path((String) field.get(null));
            assertThat(header.path("description").asText())
                    .as(field.getName())
                    .isEqualTo(field.getAnnotation(Metadata.class).description());
        }
    }

    @Test
    void documentationFollowsTheMetadata() throws Exception {
        String page = Files.readString(PAGE);
        assertThat(page).contains(options(metadata().get("properties"), "parameter"));
        assertThat(page).contains(options(metadata().get("properties"), "path"));
        assertThat(page).contains(headers(metadata().get("headers")));
    }

    private static String options(JsonNode options, String kind) {
        StringBuilder table = new StringBuilder("| option | default | type | meaning |\n|---|---|---|---|\n");
        options.properties().forEach(entry -> {
            JsonNode option = entry.getValue();
            if (option.path("kind").asText().equals(kind)) {
                row(
                        table,
                        "`" + entry.getKey() + "`",
                        option.path("defaultValue").asText(),
                        option.path("type").asText(),
                        option.path("description").asText());
            }
        });
        return table.toString();
    }

    private static String headers(JsonNode headers) {
        StringBuilder table = new StringBuilder("| header | type | meaning |\n|---|---|---|\n");
        headers.properties()
                .forEach(entry -> row(
                        table,
                        "`" + entry.getKey() + "`",
                        entry.getValue().path("javaType").asText(),
                        entry.getValue().path("description").asText()));
        return table.toString();
    }

    private static void row(StringBuilder table, String... cells) {
        for (String cell : cells) {
            table.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        table.append("|\n");
    }

    private static JsonNode metadata() throws Exception {
        try (InputStream in = OdooComponent.class.getResourceAsStream("/META-INF/odoo/odoo.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
