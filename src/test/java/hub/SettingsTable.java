package hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.beans.factory.config.YamlProcessor;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** The settings that the code knows, from what the compiler noted of them, and the table of them in docs/settings.md. */
final class SettingsTable {
    /**
     * One setting.
     *
     * @param property as in {@code hub.max-body}
     * @param value default value; empty for none
     * @param meaning one sentence
     */
    record Setting(String property, String value, String meaning) {
        String variable() {
            return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        }

        String row() {
            String shown = value.isEmpty() ? "" : "`" + value + "`";
            return "| `" + variable() + "` | " + shown + " | " + meaning + " |";
        }
    }

    private SettingsTable() {}

    /** Settings of ours by name. */
    static List<Setting> all() throws IOException {
        Properties yaml = applicationYaml();
        Map<String, Setting> settings = new TreeMap<>();
        try (InputStream in = SettingsTable.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
                String name = property.path("name").asText();
                String value = yaml.containsKey(name)
                        ? yaml.get(name).toString()
                        : property.path("defaultValue").asText("");
                String meaning = plain(property.path("description").asText(""));
                settings.put(name, new Setting(name, value, meaning));
            }
        }
        return List.copyOf(settings.values());
    }

    /** The keys of application.yml, its first document. */
    static Properties applicationYaml() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setDocumentMatchers(document -> document.containsKey("spring.config.activate.on-profile")
                ? YamlProcessor.MatchStatus.NOT_FOUND
                : YamlProcessor.MatchStatus.FOUND);
        yaml.setResources(new ClassPathResource("application.yml"));
        return Objects.requireNonNull(yaml.getObject());
    }

    /** The rows of the table whose settings begin with that prefix. */
    static String rows(List<Setting> settings, String prefix) {
        StringBuilder rows = new StringBuilder("| Variable | Default | Meaning |\n|---|---|---|\n");
        settings.stream()
                .filter(setting -> setting.property().startsWith(prefix))
                .forEach(setting -> rows.append(setting.row()).append('\n'));
        return rows.toString();
    }

    /** Javadoc as Markdown, without what the other columns say. */
    private static String plain(String javadoc) {
        String text = javadoc.replaceAll("\\s*\\(\\{@code [A-Z_]+}\\)", "")
                .replaceAll("\\s*\\(default [^)]*\\)", "")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
