package hub.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows how far a command has come: on a terminal a bar that is drawn over itself, elsewhere a plain line from time to time.
 *
 * <p>Not for several threads at once. Call {@link #show} as often as wanted, then {@link #close} once.
 */
public class ProgressLine implements AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final Duration interval;
    private Instant next = Instant.MIN;
    private String last = "";
    private int drawn;

    /** Draws on standard error: a bar when this process has a terminal, else a line every five seconds. */
    public ProgressLine() {
        this(System.err, System.console() != null, Clock.systemUTC());
    }

    ProgressLine(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.interval = terminal ? Duration.ofMillis(100) : Duration.ofSeconds(5);
    }

    /**
     * Shows a state, unless another was shown a moment ago.
     *
     * @param done how many are done
     * @param total how many there are, or 0 when that is not known yet
     * @param words what is being done, as in {@code "customers read"}
     */
    public void show(long done, long total, String words) {
        last = line(done, total, words);
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(interval);
            draw();
        }
    }

    /** Shows the last state if it was held back, and ends the line. */
    @Override
    public void close() {
        if (!last.isEmpty()) {
            draw();
            if (terminal) {
                out.println();
            }
        }
    }

    private void draw() {
        if (last.isEmpty()) {
            return;
        }
        if (terminal) {
            out.print("\r" + last + " ".repeat(Math.max(0, drawn - last.length())));
            out.flush();
            drawn = last.length();
        } else {
            out.println(last);
            last = "";
        }
    }

    private String line(long done, long total, String words) {
        if (total <= 0) {
            return String.format(Locale.ROOT, "%,d %s", done, words);
        }
        double part = Math.min(1.0, (double) done / total);
        String figures = String.format(Locale.ROOT, "%3d %%  %,d of %,d %s", (int) (part * 100), done, total, words);
        if (!terminal) {
            return figures.strip();
        }
        int filled = (int) (part * WIDTH);
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + figures;
    }
}
