package accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Hashing: the form, the time it takes, and what happens when there is more to do than can be done. */
class PasswordsTest {
    @Test
    void hashesAreWhatPhpReads() {
        Passwords passwords = passwords(5, 2, 10);
        assertThat(passwords.hash("a password")).matches("\\$2y\\$05\\$[./0-9A-Za-z]{53}");
        for (String prefix : List.of("$2y$", "$2a$", "$2b$")) {
            String hash =
                    prefix + new BCryptPasswordEncoder(4).encode("a password").substring(4);
            assertThat(passwords.matches("a password", hash)).as(prefix).isTrue();
            assertThat(passwords.matches("b password", hash)).as(prefix).isFalse();
        }
        for (String hash : new String[] {null, "", "a password", "$2y$31$" + "a".repeat(53), "$1$abc$def"}) {
            assertThat(passwords.matches("a password", hash)).as(hash).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theThreadsGiveWayToOthers() throws IOException {
        passwords(4, 1, 10).hash("a password");
        List<String> nice = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String stat = read(thread.resolve("stat"));
                if (stat.contains("(bcrypt-")) {
                    nice.add(stat.substring(stat.lastIndexOf(") ")).split(" ")[17]);
                }
            }
        }
        assertThat(nice).isNotEmpty().containsOnly("10");
    }

    @Test
    void whatIsBehindTheSeventySecondByteCounts() {
        Passwords passwords = passwords(4, 1, 10);
        String longest = "é".repeat(36);
        String hash = passwords.hash(longest);
        assertThat(passwords.matches(longest, hash)).isTrue();
        assertThat(passwords.matches(longest + "x", hash)).isFalse();
    }

    @Test
    void aRefusalTakesAsLongWhateverThereIsToCompareWith() {
        Passwords passwords = passwords(9, 1, 10);
        String ours = passwords.hash("a password");
        String cheap = new BCryptPasswordEncoder(5).encode("a password");
        List<List<Long>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < 15; i++) {
            times.get(0).add(time(passwords, "b password", ours));
            times.get(1).add(time(passwords, "b password", cheap));
            times.get(2).add(time(passwords, "b password", null));
            times.get(3).add(time(passwords, "b".repeat(80), ours));
        }
        List<Long> medians = times.stream()
                .map(list -> list.stream().sorted().toList().get(list.size() / 2))
                .toList();
        long shortest = medians.stream().min(Long::compare).orElseThrow();
        long longest = medians.stream().max(Long::compare).orElseThrow();
        assertThat((double) longest / shortest).as("%s ns", medians).isLessThan(1.5);
    }

    @Test
    void moreThanTheQueueHoldsIsRefusedAtOnce() {
        Passwords passwords = passwords(11, 1, 2);
        List<CompletableFuture<String>> all = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> passwords.hash("a password"), command -> {
                    Thread thread = new Thread(command);
                    thread.setDaemon(true);
                    thread.start();
                }))
                .toList();
        List<AccountRefusal> refused = new ArrayList<>();
        for (CompletableFuture<String> one : all) {
            try {
                one.join();
            } catch (CompletionException failed) {
                refused.add((AccountRefusal) failed.getCause());
            }
        }
        assertThat(refused).hasSizeBetween(1, 11).allSatisfy(refusal -> {
            assertThat(refusal.getStatus()).isEqualTo(503);
            assertThat(refusal.getRetryAfter()).isPositive();
        });
    }

    /** Empty for a thread that ends meanwhile: then its file is gone, or refuses to be read. */
    private static String read(Path stat) {
        try {
            return Files.readString(stat);
        } catch (IOException ended) {
            return "";
        }
    }

    private static long time(Passwords passwords, String password, String hash) {
        long begin = System.nanoTime();
        assertThat(passwords.matches(password, hash)).isFalse();
        return System.nanoTime() - begin;
    }

    private static Passwords passwords(int cost, int threads, int queue) {
        Duration hour = Duration.ofHours(1);
        return new Passwords(new AccountsProperties(
                "http://localhost", hour, hour, hour, new AccountsProperties.Bcrypt(cost, threads, queue), null));
    }
}
