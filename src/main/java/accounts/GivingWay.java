package accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that give way to everything else on their processors, and take all of what nobody else wants. Java's own priorities
 * say nothing to Linux, so the thread is given a nice value with {@code renice}; where that is missing it runs like others.
 */
final class GivingWay implements ThreadFactory {
    private static final Logger LOG = LoggerFactory.getLogger(GivingWay.class);
    private static final String NICE = "10";

    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    /** @param name of the threads, before their number */
    GivingWay(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    giveWay();
                    work.run();
                },
                name + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private static void giveWay() {
        try {
            // PROCESS/task/THREAD
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
            Process renice = new ProcessBuilder("renice", "-n", NICE, "-p", thread.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!renice.waitFor(1, TimeUnit.SECONDS)) {
                renice.destroy();
            }
        } catch (IOException | UnsupportedOperationException missing) {
            LOG.debug("Threads of {} run like others", Thread.currentThread().getName(), missing);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
