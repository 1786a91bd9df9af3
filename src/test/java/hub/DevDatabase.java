package hub;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The PostgreSQL of the trial run: its data stays in a folder from one start to the next. */
final class DevDatabase {
    private DevDatabase() {}

    /**
     * Starts PostgreSQL on the data in that folder, or on new data when there is none. A server that a killed run left
     * behind is stopped first. It stops with this process.
     *
     * @param folder as in {@code .hub/postgres}
     */
    static EmbeddedPostgres start(Path folder) throws IOException {
        Files.createDirectories(folder);
        stopOrphan(folder);
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                // The library trades durability for speed unless told otherwise.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** The first line of postmaster.pid is the server's process id, the second its folder. */
    private static void stopOrphan(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        Optional<ProcessHandle> server = lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(DevDatabase::isPostgres);
        if (server.isPresent()) {
            if (anotherHubUses(server.get())) {
                throw new IOException("Another trial run uses " + folder + "; stop it first.");
            }
            server.get().destroy();
            try {
                server.get().onExit().get(30, TimeUnit.SECONDS);
            } catch (Exception stillThere) {
                throw new IOException("A PostgreSQL of an earlier run (process "
                        + server.get().pid() + ") does not stop; stop it and start again.");
            }
        }
        Files.deleteIfExists(file);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    /** The server of a killed run has lost its parent, which is then process 1 (or nobody). */
    private static boolean anotherHubUses(ProcessHandle server) {
        return server.parent()
                .flatMap(parent -> parent.info().command())
                .map(command -> command.contains("java"))
                .orElse(false);
    }
}
