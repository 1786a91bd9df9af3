package hub.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** The one sentence that a failed start says. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailuresTest {
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty(
                    "spring.datasource.url", "jdbc:postgresql://db.example.com:5432/portal?user=me&password=secret");

    @Test
    void anOdooCanBeSavedLaterWhereThereIsAKeyset() {
        MockEnvironment environment = new MockEnvironment().withProperty("hub.secret.keyset-file", "/run/keyset.json");
        assertThat(MissingSettings.in(environment)).containsExactly("SPRING_DATASOURCE_URL");
        assertThat(MissingSettings.in(environment.withProperty("odoo.url", "http://localhost:8069")))
                .as("half of it is a mistake")
                .containsExactly("SPRING_DATASOURCE_URL", "ODOO_DB", "ODOO_USERNAME", "ODOO_API_KEY");
    }

    @Test
    void allThatIsMissingIsListedAtOnce() {
        assertThat(MissingSettings.in(new MockEnvironment()))
                .containsExactly("SPRING_DATASOURCE_URL", "ODOO_URL", "ODOO_DB", "ODOO_USERNAME", "ODOO_API_KEY");
        assertThat(MissingSettings.in(environment.withProperty("odoo.db", " ")))
                .containsExactly("ODOO_URL", "ODOO_DB", "ODOO_USERNAME", "ODOO_API_KEY");
    }

    @Test
    void kafkaWantsItsBrokers() {
        MockEnvironment environment =
                new MockEnvironment().withProperty("hub.kafka.enabled", "true").withProperty("hub.kafka.brokers", "");
        assertThat(MissingSettings.in(environment)).endsWith("ODOO_API_KEY", "KAFKA_BROKERS");
        assertThat(MissingSettings.in(environment.withProperty("hub.kafka.brokers", "kafka:9092")))
                .doesNotContain("KAFKA_BROKERS");
        assertThat(MissingSettings.in(environment.withProperty("hub.kafka.enabled", "false")))
                .doesNotContain("KAFKA_BROKERS");
    }

    @ParameterizedTest
    @CsvSource({
        "08001, No database answers",
        "08006, No database answers",
        "28P01, refuses the user or password",
        "28000, refuses the user or password",
        "3D000, has no such database",
        "42501, may not create tables",
        "53300, no free connection",
    })
    void aDatabaseThatCannotBeUsedIsExplained(String state, String said) {
        FailureAnalysis analysis = new DatabaseFailureAnalyzer(environment)
                .analyze(new RuntimeException(new SQLException("inner words", state)));
        assertThat(analysis.getDescription())
                .contains(said, "db.example.com:5432/portal")
                .doesNotContain("secret", "inner words");
    }

    @Test
    void otherFailuresOfTheDatabaseAreLeftToOthers() {
        assertThat(new DatabaseFailureAnalyzer(environment).analyze(new SQLException("syntax error", "42601")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h:5432/d?password=secret, h:5432/d",
        "jdbc:postgresql://me:secret@h/d, h/d",
        "jdbc:postgresql:d, d",
    })
    void anAddressIsShownWithoutItsSecrets(String url, String shown) {
        assertThat(DatabaseAddress.printable(url)).isEqualTo(shown);
    }

    @Test
    void theReporterSaysItInOneLineOnStandardError(CapturedOutput output) {
        new OneSentenceReporter().report(new FailureAnalysis("One\n\n   thing.", "Do\nthat.", null));
        assertThat(output.getErr()).isEqualTo("odoo-hub: One thing. Do that." + System.lineSeparator());
        assertThat(output.getOut()).isEmpty();
    }
}
