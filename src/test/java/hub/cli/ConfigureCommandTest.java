package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import connections.OwnConnection;
import hub.HubTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import odoo.OdooConnections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import picocli.CommandLine;
import practice.PracticeOdoo;

/** {@code configure}: asks, or takes what it is given; tests; saves. */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
class ConfigureCommandTest {
    private static final String PASSWORD = "sesame, open up";

    @Autowired
    ObjectProvider<OwnConnection> own;

    @Autowired
    OdooConnections connections;

    @Autowired
    JdbcClient database;

    PracticeOdoo odoo;

    /** Somebody at a terminal. */
    private static class Typing extends Terminal {
        private final Map<String, String> answers;
        private final Map<String, String> offered = new HashMap<>();

        Typing(Map<String, String> answers) {
            this.answers = answers;
        }

        @Override
        boolean isThere() {
            return answers != null;
        }

        @Override
        String ask(String label, String value) {
            offered.put(label, value);
            return answers.getOrDefault(label, value);
        }

        @Override
        String askHidden(String label) {
            return answers.get("key");
        }
    }

    @BeforeEach
    void start() {
        odoo = PracticeOdoo.builder().version(19).start();
        odoo.changePassword(PASSWORD);
        database.sql("DELETE FROM odoo_sign_in").update();
    }

    @AfterEach
    void stop() {
        own.getObject().remove();
        odoo.close();
    }

    @Test
    void atATerminalItAsksAndOffersWhatWasSaved() {
        Typing first = new Typing(Map.of(
                "URL", odoo.url(), "Database", odoo.database(), "Username", odoo.username(), "key", odoo.apiKey()));
        assertThat(run(0, first, new MockEnvironment())).contains("version 19.0", "works and is saved");
        assertThat(connections.get("default").url()).isEqualTo(odoo.url());
        Typing again = new Typing(Map.of("key", PASSWORD));
        assertThat(run(0, again, new MockEnvironment()))
                .contains("works and is saved")
                .doesNotContain(PASSWORD);
        assertThat(again.offered)
                .isEqualTo(Map.of("URL", odoo.url(), "Database", odoo.database(), "Username", odoo.username()));
        assertThat(connections.get("default").secret().reveal()).isEqualTo(PASSWORD);
        assertThat(run(0, new Typing(null), new MockEnvironment(), "--test"))
                .contains("The connection works.")
                .doesNotContain("saved");
    }

    @Test
    void inAScriptItTakesOptionsAndTheEnvironment(@TempDir Path folder) throws IOException {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("ODOO_URL", odoo.url())
                .withProperty("ODOO_DB", "of the environment")
                .withProperty("ODOO_USERNAME", odoo.username());
        assertThat(run(1, new Typing(null), environment))
                .isEqualTo("There is no terminal to ask on; give --key-file or ODOO_API_KEY.");
        Path key = Files.writeString(folder.resolve("key"), odoo.apiKey() + "\n");
        assertThat(run(0, new Typing(null), environment, "--db", odoo.database(), "--key-file", key.toString()))
                .contains("works and is saved");
        assertThat(connections.get("default").database()).isEqualTo(odoo.database());
    }

    @Test
    void aFailingTestSavesNothing() {
        Typing wrong = new Typing(
                Map.of("URL", odoo.url(), "Database", odoo.database(), "Username", odoo.username(), "key", "guess"));
        assertThat(run(1, wrong, new MockEnvironment()))
                .contains("Odoo refuses these credentials", "Nothing was saved.")
                .doesNotContain("guess");
        assertThat(own.getObject().saved()).isEmpty();
    }

    @Test
    void aKeysetIsMadeBeforeThereAreAnySettings(@TempDir Path folder, CapturedOutput output) throws IOException {
        assertThat(Commands.run("keyset", "create")).isZero();
        assertThat(output.getOut()).contains("primaryKeyId");
        Path file = folder.resolve("keyset.json");
        assertThat(Commands.run("keyset", "create", "--file", file.toString())).isZero();
        String made = Files.readString(file);
        assertThat(Commands.run("keyset", "create", "--file", file.toString())).isEqualTo(1);
        assertThat(Files.readString(file)).as("never overwritten").isEqualTo(made);
        assertThat(Commands.run("keyset", "rotate", file.toString())).isZero();
        assertThat(Files.readString(file)).isNotEqualTo(made);
        assertThat(Commands.run("keyset", "rotate", folder.resolve("none").toString()))
                .isEqualTo(1);
    }

    private String run(int code, Terminal terminal, MockEnvironment environment, String... args) {
        StringWriter out = new StringWriter();
        CommandLine line =
                new CommandLine(new ConfigureCommand(own, environment, terminal)).setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            out.append(failure.getMessage());
            return 1;
        });
        assertThat(line.execute(args)).as(out.toString()).isEqualTo(code);
        return out.toString();
    }
}
