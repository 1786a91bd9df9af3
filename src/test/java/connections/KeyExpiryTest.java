package connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be known of a key's end, and nothing more. */
class KeyExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void oneKeyOrKeysThatAgreeAreCertain() throws Exception {
        assertThat(of("[{\"id\":1,\"expiration_date\":\"2027-02-08 17:49:29\"}]"))
                .isEqualTo(
                        Map.of("certain", true, "earliest", "2027-02-08T17:49:29Z", "latest", "2027-02-08T17:49:29Z"));
        assertThat(of("[{\"id\":1,\"expiration_date\":false},{\"id\":2,\"expiration_date\":false}]"))
                .containsEntry("certain", true)
                .containsEntry("latest", null)
                .containsEntry("earliest", null);
    }

    @Test
    void keysThatDifferAreASpan() throws Exception {
        assertThat(of("[{\"id\":1,\"expiration_date\":\"2027-02-08 17:49:29\"},{\"id\":2,\"expiration_date\":false}]"))
                .containsEntry("certain", false)
                .containsEntry("earliest", "2027-02-08T17:49:29Z")
                .containsEntry("latest", null);
    }

    @Test
    void expiredKeysAreNotTheOneAndAnOdooWithoutDatesTellsNothing() throws Exception {
        assertThat(
                        of(
                                "[{\"id\":1,\"expiration_date\":\"2025-02-08 17:49:29\"},{\"id\":2,\"expiration_date\":\"2027-01-01 00:00:00\"}]"))
                .containsEntry("certain", true)
                .containsEntry("earliest", "2027-01-01T00:00:00Z");
        assertThat(of("[{\"id\":1,\"name\":\"hub\"}]")).isNull();
        assertThat(of("[]")).isNull();
    }

    private static Map<String, Object> of(String keys) throws JsonProcessingException {
        return KeyExpiry.of(new ObjectMapper().readTree(keys), NOW);
    }
}
