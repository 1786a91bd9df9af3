package hub;

import static org.assertj.core.api.Assertions.assertThat;

import connections.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** The jar unpacked, as the image has it: commands, each in a process of its own as at a shell. */
class UnpackedJarIT {
    @TempDir
    static Path folder;

    private static PackagedHub jar;

    @BeforeAll
    static void unpack() {
        jar = PackagedHub.unpacked(folder);
    }

    @Test
    void aRefusedKeyEndsTheTestOfTheConnectionWithOneSentence() {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).start()) {
            Map<String, String> settings = PackagedHub.settings(odoo, null);
            settings.put("ODOO_API_KEY", "0".repeat(40));
            PackagedHub.Run refused = jar.start(settings, "odoo", "test");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.errors().lines()).singleElement().asString().doesNotContain("0000");
        }
    }

    @Test
    void customersArePulledAndInvited() {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).empty().start()) {
            odoo.create("res.partner", Map.of("name", "Jane", "email", "jane@example.com"));
            Map<String, String> settings = PackagedHub.settings(odoo, TestDatabase.create());
            jar.start(settings, "sync", "customers").succeed();
            PackagedHub.Run invite = jar.start(settings, "invite", "--email", "jane@example.com");
            assertThat(invite.exit()).isZero();
            assertThat(invite.errors()).isEmpty();
            assertThat(invite.output().replaceAll(" +", " ")).contains("Invited: 1");
        }
    }

    @Test
    void attendancesAreConfiguredAndPushed() throws IOException {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).empty().start()) {
            TestDatabase database = TestDatabase.create();
            odoo.create("hr.employee", Map.of("name", "Ada", "barcode", "EMP1"));
            Map<String, String> settings = PackagedHub.settings(odoo, database);
            settings.keySet().removeIf(name -> name.startsWith("ODOO"));
            settings.put("HUB_SECRET_KEYSET", Vault.newKeyset());
            Path key = Files.writeString(folder.resolve("key"), odoo.apiKey());
            assertThat(run(
                            settings,
                            "configure",
                            "--url=" + odoo.url(),
                            "--db=" + odoo.database(),
                            "--username=" + odoo.username(),
                            "--key-file=" + key))
                    .contains("works and is saved")
                    .doesNotContain(odoo.apiKey());
            assertThat(run(settings, "configure", "--test")).contains("The connection works.");
            run(settings, "sync", "employees");
            JdbcClient.create(database.dataSource())
                    .sql("SELECT * FROM attendance_take('default', 'rest', '[{\"i\": 0, \"person_id\": \"EMP1\","
                            + " \"kind\": \"stay\", \"at\": 1772352000, \"check_out\": 1772384400}]'::json)")
                    .query()
                    .listOfRows();
            assertThat(run(settings, "push", "attendance", "--from", "2026-03-01", "--to", "2026-03-01"))
                    .contains("Pushed: 1", "Failed: 0");
            assertThat(odoo.ids("hr.attendance")).singleElement().satisfies(id -> assertThat(
                            odoo.record("hr.attendance", id))
                    .containsEntry("check_in", Instant.parse("2026-03-01T08:00:00Z"))
                    .containsEntry("check_out", Instant.parse("2026-03-01T17:00:00Z")));
            assertThat(run(settings, "dead-letters", "list")).contains("0 of 0 dead letters");
        }
    }

    private static String run(Map<String, String> settings, String... arguments) {
        return jar.start(settings, arguments).succeed();
    }
}
