package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
}
