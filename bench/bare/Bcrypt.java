import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;

/**
 * What signing in cannot be faster than: checking passwords with the same bcrypt, on as many threads, and nothing else.
 *
 * <p>{@code java -cp ... Bcrypt THREADS COST PASSWORD} prints a hash of the password. For each number on standard input it checks
 * the password so many times and prints the seconds.
 */
public final class Bcrypt {
    private Bcrypt() {}

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[0]));
        BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(BCryptVersion.$2Y, Integer.parseInt(args[1]));
        String hash = encoder.encode(args[2]);
        System.out.println(hash);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<Callable<Boolean>> checks = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(line); i++) {
                checks.add(() -> encoder.matches(args[2], hash));
            }
            long start = System.nanoTime();
            for (Future<Boolean> check : threads.invokeAll(checks)) {
                if (!check.get()) {
                    throw new IllegalStateException("The password does not match.");
                }
            }
            System.out.printf(Locale.ROOT, "%.4f%n", (System.nanoTime() - start) / 1e9);
        }
        System.exit(0);
    }
}
