package hub.start;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database user who owns the database and is no superuser, as servers for many give out. */
class OrdinaryOwnerTest {
    @Test
    void everyMigrationIsWithinTheRightsOfTheDatabasesOwner() {
        TestDatabase database = TestDatabase.create();
        JdbcClient superuser = JdbcClient.create(database.dataSource());
        String name = database.url().replaceAll(".*/", "");
        superuser.sql("CREATE ROLE owner_" + name + " LOGIN").update();
        superuser.sql("ALTER DATABASE " + name + " OWNER TO owner_" + name).update();
        Flyway owners = Flyway.configure()
                .dataSource(owner(database, name))
                .locations("classpath:db/migration")
                .load();

        owners.migrate();
        assertThat(JdbcClient.create(owner(database, name))
                        .sql("SELECT count(*) FROM flyway_schema_history WHERE NOT success")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static DataSource owner(TestDatabase database, String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser("owner_" + name);
        return source;
    }
}
