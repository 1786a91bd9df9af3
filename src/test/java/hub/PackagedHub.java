package hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import practice.PracticeOdoo;

/**
 * The packaged hub, run in processes of its own: the jar as it is delivered, or unpacked as it is in the image, which starts in
 * half the time. What it says goes to files of the given folder.
 */
public final class PackagedHub {
    /** How long a start, or a command, may take. */
    public static final Duration START = Duration.ofMinutes(3);

    private static final Path JAR = Path.of("target/odoo-hub.jar").toAbsolutePath();
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Path jar;
    private final Path folder;

    private PackagedHub(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /** The jar as it is delivered. */
    public static PackagedHub delivered(Path folder) {
        return new PackagedHub(JAR, folder);
    }

    /** The jar unpacked into the given folder, as the image has it. */
    public static PackagedHub unpacked(Path folder) {
        Path unpacked = folder.resolve("unpacked");
        new PackagedHub(JAR, folder)
                .java(
                        Map.of(),
                        "-Djarmode=tools",
                        "-jar",
                        JAR.toString(),
                        "extract",
                        "--destination",
                        unpacked.toString())
                .succeed();
        return new PackagedHub(unpacked.resolve(JAR.getFileName()), folder);
    }

    /** The environment of a hub between that Odoo and that database; without a database when it is null. */
    public static Map<String, String> settings(PracticeOdoo odoo, TestDatabase database) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ODOO_URL", odoo.url(),
                "ODOO_DB", odoo.database(),
                "ODOO_USERNAME", odoo.username(),
                "ODOO_API_KEY", odoo.apiKey()));
        if (database != null) {
            settings.put("SPRING_DATASOURCE_URL", database.url());
            settings.put("SPRING_DATASOURCE_USERNAME", TestDatabase.USER);
        }
        return settings;
    }

    /** Starts it with these settings as the only ones of its environment. */
    public Run start(Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                // Short lives: compiling code twice takes longer than it saves.
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return java(settings, command.toArray(String[]::new));
    }

    private Run java(Map<String, String> settings, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        int number = RUNS.incrementAndGet();
        Path output = folder.resolve("output-" + number + ".txt");
        Path errors = folder.resolve("errors-" + number + ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(HUB|ODOO|SPRING|CAMEL|JAVA_TOOL|SERVER|LOGGING|MANAGEMENT).*"));
        builder.environment().putAll(settings);
        try {
            Process process = builder.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            return new Run(process, output, errors);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One process of it, and the files that it writes to. */
    public record Run(Process process, Path outputFile, Path errorsFile) {
        /** Waits until it has ended; its exit code. */
        public int exit() {
            try {
                assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS))
                        .as("it ended")
                        .isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
            return process.exitValue();
        }

        /** Waits until it has ended well; what it said. */
        public String succeed() {
            int code = exit();
            String said = output() + errors();
            assertThat(code).as(said).isZero();
            return said;
        }

        /** What it wrote to standard output. */
        public String output() {
            return read(outputFile);
        }

        /** What it wrote to standard error. */
        public String errors() {
            return read(errorsFile);
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
