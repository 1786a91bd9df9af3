package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;
import practice.Fault;

/** The alerts and the dashboard in deploy/ ask for figures that a hub really has, and each alert is explained. */
class MonitoringTest extends PushTest {
    private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yaml");
    private static final Path DASHBOARD = Path.of("deploy/grafana/dashboards/odoo-hub.json");
    private static final Set<String> RARE =
            Set.of("hub_kafka_waiting", "hub_webhooks_calls_total", "hub_webhooks_disabled_total");
    private static final Pattern FIGURE =
            Pattern.compile("\\b((?:hub|hikaricp|jvm|http|process|camel)_[a-z_]+)\\b(?!\\s*=)");

    @LocalServerPort
    private int port;

    @Test
    void everyFigureOfAlertsAndDashboardIsThere() throws IOException {
        partner("Ada", "ada@example.org");
        pull();
        attendance(person("EMP1"), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        push();
        odoo.misbehave(Fault.odooError("odoo.exceptions.UserError", "The period is closed.")
                .on("hr.attendance", "create")
                .always());
        attendance(person("EMP2"), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        push();
        HubHttp http = new HubHttp(port);
        http.get("/api/v1/sync/flows");

        Set<String> known = http.get("/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> asked = figures(expressions());
        assertThat(asked).hasSizeGreaterThan(15);
        asked.removeAll(known);
        assertThat(asked)
                .as("figures that there are only in a profile, or after something rare")
                .isSubsetOf(RARE);
        String sources = sources();
        assertThat(asked).allSatisfy(figure -> assertThat(sources)
                .contains("\"" + figure.replaceAll("_total$", "").replace('_', '.') + "\""));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void everyAlertIsExplained() throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));
        for (Map<String, Object> rule : rules()) {
            assertThat(page).contains("\n### " + rule.get("alert") + "\n");
        }
    }

    private static Set<String> figures(List<String> expressions) {
        Set<String> found = new TreeSet<>();
        for (String expression : expressions) {
            Matcher figure = FIGURE.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""));
            while (figure.find()) {
                found.add(figure.group(1));
            }
        }
        return found;
    }

    private static List<String> expressions() throws IOException {
        List<String> all = rules().stream()
                .map(rule -> (String) rule.get("expr"))
                .collect(Collectors.toCollection(java.util.ArrayList::new));
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        dashboard.path("panels").findValuesAsText("expr").forEach(all::add);
        return all;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(ALERTS));
        return ((List<Map<String, Object>>) file.get("groups"))
                .stream()
                        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                        .toList();
    }
}
