package hub.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes keep the rules for routes, and the rules can be broken. */
class RouteConventionsTest {
    private static final String POLICY = """
            - routeConfiguration:
                id: some-errors
                description: Gives up at once whatever happens.
            """;

    private static final String GOOD = """
            - route:
                id: things-pull
                description: Brings things from here to there.
                routeConfigurationId: some-errors
                from:
                  uri: direct:things-pull
                  steps:
                    - log: {message: one}
            """;

    @Test
    void ourRoutesKeepTheRules() {
        List<RouteFile> files = RouteFile.below(Path.of("src/main/resources/routes"));
        assertThat(files).isNotEmpty();
        assertThat(RouteConventions.brokenBy(files)).isEmpty();
    }

    @Test
    void ourRoutesAreAsCamelsSchemaSays() {
        List<RouteFile> files = RouteFile.below(Path.of("src/main/resources/routes"));
        assertThat(RouteCheck.check(files)).isEmpty();
    }

    @Test
    void fileAndLineAreNamed(@TempDir Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("pull")).resolve("things.camel.yaml");
        Files.writeString(file, GOOD.replace("some-errors", "pull-errors").replace("log: {message: one}", "lgo: {}"));
        assertThat(RouteCheck.of(List.of(file)))
                .anySatisfy(found -> assertThat(found.toString()).startsWith("pull/things.camel.yaml:8: "));
        Files.writeString(file, GOOD.replace("some-errors", "pull-errors"));
        assertThat(RouteCheck.of(List.of(file))).isEmpty();
        Files.writeString(file, "- route:\n    id: [\n");
        assertThat(RouteCheck.of(List.of(file)).get(0).text()).startsWith("is no YAML");
        Files.writeString(file, "- route: !!java.net.URL [x]\n");
        assertThat(RouteCheck.of(List.of(file))).hasSize(1);
    }

    @Test
    void aGoodRouteBreaksNothing() {
        assertThat(broken("pull", "things.camel.yaml", GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: things-pull            | id: thingsPull               | id is not",
                "Brings things from here to there. | Things                | not described",
                "routeConfigurationId: some-errors | routeConfigurationId: others | names no error policy",
                "- log: {message: one}      | - script: {groovy: a}        | holds a script",
                "- log: {message: one}      | - to: direct:nowhere         | which is nowhere",
                "- log: {message: one}      | - doTry: {steps: []}         | error policy of its own",
                "- log: {message: one}      | - filter: {simple: a, steps: [1, 2, 3, 4, 5, 6, 7]} | 8 steps",
            })
    void aBrokenRuleIsFound(String good, String bad, String found) {
        assertThat(GOOD).contains(good);
        assertThat(broken("pull", "things.camel.yaml", GOOD.replace(good, bad)))
                .anySatisfy(said -> assertThat(said.text()).contains(found));
    }

    @Test
    void placesAndNamesAreRules() {
        assertThat(broken("pull", "Things.yaml", GOOD)).hasSize(1);
        assertThat(broken("elsewhere", "things.camel.yaml", GOOD)).hasSize(1);
        assertThat(broken("pull", "things.camel.yaml", POLICY)).hasSize(1);
        assertThat(broken("pull", "things.camel.yaml", GOOD + GOOD)).hasSize(1);
    }

    private static List<Finding> broken(String folder, String name, String yaml) {
        return RouteConventions.brokenBy(List.of(
                RouteFile.of("errors", "errors.camel.yaml", new StringReader(POLICY)),
                RouteFile.of(folder, name, new StringReader(yaml))));
    }
}
