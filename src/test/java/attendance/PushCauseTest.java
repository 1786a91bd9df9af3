package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each cause of a dead letter is put into words, in one place. */
@HubTest
class PushCauseTest {
    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyCauseHasASentenceAndARemedy() {
        for (PushCause cause : PushCause.values()) {
            String detail = jdbc.sql(
                            "SELECT attendance_detail(?, 'EMP7', '2026-01-01 08:00Z'::timestamptz, '2026-01-03 00:30Z'::timestamptz)")
                    .param(cause.word())
                    .query(String.class)
                    .single();
            assertThat(detail).as(cause.word()).contains("EMP7").doesNotContain("%");
            assertThat(jdbc.sql("SELECT attendance_remedy(?)")
                            .param(cause.word())
                            .query(String.class)
                            .single())
                    .as(cause.word())
                    .endsWith(".");
        }
        assertThat(jdbc.sql(
                                "SELECT attendance_detail('shift-too-long', 'EMP7', '2026-01-01 08:00Z'::timestamptz, '2026-01-03 00:30Z'::timestamptz)")
                        .query(String.class)
                        .single())
                .startsWith("EMP7 was there for 40.5 hours");
    }
}
