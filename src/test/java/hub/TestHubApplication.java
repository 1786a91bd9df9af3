package hub;

import connections.KeysetFile;
import connections.Vault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import practice.PracticeOdoo;
import practice.data.PracticeData;

/**
 * The trial run, {@code ./mvnw spring-boot:test-run}: the hub with a PostgreSQL in {@code .hub/}, a practice Odoo and a
 * mail server that shows its mail on a page, and a keyset in {@code .hub/} for saved secrets, unless {@code SPRING_DATASOURCE_URL}, {@code ODOO_URL} or {@code HUB_SMTP_HOST} name
 * others. Route files that are
 * edited take effect at once. Customers set themselves up without a code, unless {@code HUB_SETUP_VERIFICATION} says otherwise.
 */
public class TestHubApplication {
    private static final String DEV_PASSWORD = "admin";

    public static void main(String[] args) throws IOException {
        if (System.getenv("SPRING_DATASOURCE_URL") == null) {
            EmbeddedPostgres postgres =
                    DevDatabase.start(Path.of(".hub", "postgres").toAbsolutePath());
            System.setProperty("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        }
        if (System.getenv("ODOO_URL") == null) {
            PracticeOdoo odoo = PracticeOdoo.builder()
                    .version(19)
                    .seed(PracticeData.seedOne())
                    .seed(PracticeData.website())
                    .start();
            System.setProperty("odoo.url", odoo.url());
            System.setProperty("odoo.db", odoo.database());
            System.setProperty("odoo.username", odoo.username());
            System.setProperty("odoo.api-key", odoo.apiKey());
        }
        if (System.getenv("HUB_SECRET_KEYSET") == null && System.getenv("HUB_SECRET_KEYSET_FILE") == null) {
            Path keyset = Path.of(".hub", "keyset.json").toAbsolutePath();
            if (!Files.exists(keyset)) {
                KeysetFile.create(keyset, Vault.newKeyset());
            }
            System.setProperty("hub.secret.keyset-file", keyset.toString());
        }
        if (System.getenv("HUB_ADMIN_PASSWORD") == null) {
            System.setProperty("hub.admin.password", DEV_PASSWORD);
        }
        if (System.getenv("HUB_SMTP_HOST") == null) {
            TrialMail.start();
        }
        if (System.getenv("HUB_SETUP_VERIFICATION") == null) {
            System.setProperty("hub.setup.verification", "none");
        }
        System.setProperty("spring.graphql.graphiql.enabled", "true");
        System.setProperty("spring.graphql.schema.introspection.enabled", "true");
        // GraphiQL asks for the whole schema at once.
        System.setProperty("hub.graphql.max-depth", "20");
        start(args);
    }

    private static void start(String... args) {
        try {
            new SpringApplication(HubApplication.class, TrialBanner.class, TrialRoutes.class).run(args);
        } catch (SpringApplication.AbandonedRunException stopped) {
            throw stopped;
        } catch (RuntimeException failed) {
            // Said already; PostgreSQL would keep the process alive.
            System.exit(1);
        }
    }
}
