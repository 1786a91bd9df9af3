package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HandClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final HandClock clock = new HandClock();

    @Test
    void onATerminalABarIsDrawnOverItself() {
        try (ProgressLine line = line(true)) {
            line.show(0, 0, "customers read");
            clock.forward(1);
            line.show(1_200, 2_400, "customers read");
            clock.forward(1);
            line.show(2_400, 2_400, "customers read");
        }
        assertThat(text())
                .startsWith("\r0 customers read")
                .contains("\r[###############---------------]  50 %  1,200 of 2,400 customers read")
                .endsWith("\r[##############################] 100 %  2,400 of 2,400 customers read"
                        + System.lineSeparator());
    }

    @Test
    void elsewhereALineIsWrittenFromTimeToTimeAndAtTheEnd() {
        try (ProgressLine line = line(false)) {
            for (int done = 0; done <= 100; done += 10) {
                line.show(done, 100, "customers read");
                clock.forward(1);
            }
        }
        assertThat(text().lines())
                .containsExactly(
                        "0 %  0 of 100 customers read",
                        "50 %  50 of 100 customers read", "100 %  100 of 100 customers read");
    }

    @Test
    void aShorterLineLeavesNothingOfTheLongerOne() {
        try (ProgressLine line = line(true)) {
            line.show(1, 2, "a long description");
            clock.forward(1);
            line.show(2, 2, "x");
        }
        String[] drawn = text().split("\r");
        assertThat(drawn[2]).hasSameSizeAs(drawn[1]).startsWith("[##############################] 100 %  2 of 2 x ");
    }

    @Test
    void nothingShownIsNothingWritten() {
        line(true).close();
        assertThat(text()).isEmpty();
    }

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, clock);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
