package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the command line answers without starting anything. */
@ExtendWith(OutputCaptureExtension.class)
class CommandsTest {
    @Test
    void settingsForTheServerAreNoCommand() {
        assertThat(Commands.areMeantBy()).isFalse();
        assertThat(Commands.areMeantBy("--server.port=0")).isFalse();
        assertThat(Commands.areMeantBy("sync", "customers")).isTrue();
        assertThat(Commands.areMeantBy("--help")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "-h"})
    void helpListsTheCommands(String asked, CapturedOutput output) {
        assertThat(Commands.run(asked)).isZero();
        assertThat(output.getOut()).contains("Usage: odoo-hub", "sync", "odoo");
    }

    @Test
    void eachCommandHelps(CapturedOutput output) {
        assertThat(Commands.run("sync", "--help")).isZero();
        assertThat(output.getOut()).contains("--dry-run", "--full");
    }

    @Test
    void theVersionIsSaid(CapturedOutput output) {
        assertThat(Commands.run("--version")).isZero();
        assertThat(output.getOut()).startsWith("odoo-hub ");
    }

    @Test
    void anUnknownCommandIsAnsweredInASentenceOrTwo(CapturedOutput output) {
        assertThat(Commands.run("snyc", "customers")).isEqualTo(2);
        assertThat(output.getErr()).contains("snyc", "sync").doesNotContain("\tat ");
        assertThat(output.getErr().lines()).hasSizeLessThan(4);
    }

    @Test
    void aMissingWordIsNamed(CapturedOutput output) {
        assertThat(Commands.run("sync")).isEqualTo(2);
        assertThat(output.getErr()).contains("FLOW", "odoo-hub sync --help");
    }

    @Test
    void aGroupAloneShowsItsCommands(CapturedOutput output) {
        assertThat(Commands.run("odoo")).isEqualTo(2);
        assertThat(output.getErr()).contains("Usage: odoo-hub odoo", "test");
    }

    @Test
    void routeFilesAreCheckedByFileAndLine(@TempDir Path folder, CapturedOutput output) throws IOException {
        assertThat(Commands.run("flows", "check")).as("those of this hub").isZero();
        Path pull = Files.createDirectories(folder.resolve("pull"));
        assertThat(Commands.run("flows", "check", folder.toString())).isEqualTo(1);
        assertThat(output.getErr()).contains("There is no route file (*.yaml) in " + folder);
        String good = Files.readString(Path.of("src/main/resources/routes/pull/tasks.camel.yaml"));
        Files.writeString(pull.resolve("tasks.camel.yaml"), good);
        assertThat(Commands.run("flows", "check", folder.toString())).isZero();
        assertThat(output.getOut()).contains("Nothing to complain of.");
        Files.writeString(pull.resolve("more.camel.yaml"), good.replace("tasks-pull", "morePull"));
        assertThat(Commands.run("flows", "check", folder.toString())).isEqualTo(1);
        assertThat(output.getOut()).containsPattern("pull/more.camel.yaml:\\d+: has a route whose id is not");
        assertThat(Commands.run("flows", "check", folder.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(output.getErr()).contains("There is no file");
    }
}
