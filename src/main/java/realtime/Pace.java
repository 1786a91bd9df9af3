package realtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When to connect again: at once, then after pauses that double, more or less a quarter, so that many hubs do not come at the same moment. */
final class Pace {
    private static final double JITTER = 0.25;
    private static final int DOUBLINGS = 20;

    private final Duration longest;
    private int failures;
    private long next = System.nanoTime();

    Pace(Duration longest) {
        this.longest = longest;
    }

    synchronized boolean due() {
        return System.nanoTime() - next >= 0;
    }

    synchronized void failed() {
        double pause = Math.min(
                longest.toNanos(), Duration.ofSeconds(1).toNanos() * Math.pow(2, Math.min(failures, DOUBLINGS)));
        double spread = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        failures++;
        next = System.nanoTime() + (long) (pause * spread);
    }

    synchronized void went() {
        failures = 0;
    }

    synchronized boolean first() {
        return failures <= 1;
    }
}
