package accounts;

import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords with bcrypt, in the form {@code $2y$} that PHP reads. Only a few are worked on at a time, and
 * give way to whatever else wants the processors; the others queue, so that a burst of sign-ins leaves the rest of the hub its
 * threads, and hold no database connection while they wait.
 *
 * <p>A check takes the same time whatever there is to check against.
 */
@Component
public class Passwords {
    /** Bytes of UTF-8 that bcrypt takes into account. */
    static final int MOST_BYTES = 72;

    private static final Pattern HASH = Pattern.compile("\\A\\$2[aby]?\\$([0-9]{2})\\$[./0-9A-Za-z]{53}\\z");
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 16;
    private static final int CODE_COST = 10;
    private static final long RETRY_SECONDS = 2;

    private final int cost;
    private final BCryptPasswordEncoder passwords;
    private final BCryptPasswordEncoder codes;
    private final String noPassword;
    private final String noCode;
    private final ThreadPoolExecutor threads;

    Passwords(AccountsProperties settings) {
        this.cost = settings.bcrypt().cost();
        this.passwords = new BCryptPasswordEncoder(BCryptVersion.$2Y, cost);
        this.codes = new BCryptPasswordEncoder(BCryptVersion.$2Y, Math.min(CODE_COST, cost));
        this.noPassword = unmatched(cost);
        this.noCode = unmatched(Math.min(CODE_COST, cost));
        int size = settings.bcrypt().threads() == 0
                ? Runtime.getRuntime().availableProcessors()
                : settings.bcrypt().threads();
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(settings.bcrypt().queue()),
                new GivingWay("bcrypt-"));
    }

    /** @throws AccountRefusal status 503 when too many wait already */
    public String hash(String password) {
        return queued(() -> passwords.encode(password));
    }

    /**
     * Whether this is the password. A hash of a lower cost is answered for no sooner than one of ours.
     *
     * @param hash as stored, of this hub or of the Laravel portal; null when there is none
     */
    public boolean matches(String password, String hash) {
        return queued(() -> {
            int found = costOf(hash);
            boolean possible = found > 0 && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
            // Beyond 72 bytes bcrypt would look at the beginning only.
            String tried = possible ? password : "";
            boolean same = passwords.matches(tried, found > 0 ? hash : noPassword) && possible;
            for (int rest = found > 0 ? found : cost; !same && rest < cost; rest++) {
                new BCryptPasswordEncoder(BCryptVersion.$2Y, rest).encode(tried);
            }
            return same;
        });
    }

    /** Whether a password that was just used should be hashed anew, because the cost has been raised since. */
    public boolean isOutdated(String hash) {
        return costOf(hash) < cost;
    }

    String hashCode(String code) {
        return queued(() -> codes.encode(code));
    }

    /** @param hash null when there is none */
    boolean codeMatches(String code, String hash) {
        return queued(() -> codes.matches(code, hash == null ? noCode : hash) && hash != null);
    }

    /** A hash that takes the usual time to check, and that nothing matches: its last sign is not one that bcrypt ends with. */
    private static String unmatched(int cost) {
        return "$2y$%02d$".formatted(cost) + ".".repeat(52) + "z";
    }

    private static int costOf(String hash) {
        Matcher form = HASH.matcher(hash == null ? "" : hash);
        int found = form.matches() ? Integer.parseInt(form.group(1)) : 0;
        return found >= LEAST_COST && found <= MOST_COST ? found : 0;
    }

    private <T> T queued(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException full) {
            throw AccountRefusal.untilLater(503, "Too many people sign in at the moment; try again.", RETRY_SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
