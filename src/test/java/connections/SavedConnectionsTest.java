package connections;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import java.util.List;
import java.util.stream.IntStream;
import odoo.OdooProtocol;
import odoo.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Connections by name, many of them. */
@HubTest
class SavedConnectionsTest {
    private static final String URL = "https://odoo.example.com";

    @Autowired
    SavedConnections connections;

    @Autowired
    ConnectionStore store;

    @Autowired
    JdbcClient database;

    long owner;

    @BeforeEach
    void owner() {
        owner = database.sql("INSERT INTO hub_user (username, created_by) VALUES ('many', 'test') RETURNING id")
                .query(Long.class)
                .single();
    }

    @AfterEach
    void gone() {
        database.sql("DELETE FROM hub_user WHERE id = ?").param(owner).update();
    }

    @Test
    void eachOfManyIsFoundWhenNoneWasAskedForBefore() {
        List<String> keys = IntStream.range(0, 64).mapToObj(this::save).toList();
        for (String key : keys) {
            connections.changed();
            assertThat(connections.get(key).url()).isEqualTo(URL);
        }
    }

    private String save(int number) {
        Credentials credentials = new Credentials(URL, "db", "user", Secret.of("0".repeat(40)), OdooProtocol.AUTO);
        return store.save(owner, "number " + number, credentials, false).key();
    }
}
