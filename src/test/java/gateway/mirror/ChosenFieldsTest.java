package gateway.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fields of a record are answered, and that their bytes stay. */
class ChosenFieldsTest {
    private static String of(String records, String... fields) {
        return new String(
                ChosenFields.of(records.getBytes(StandardCharsets.UTF_8), List.of(fields)), StandardCharsets.UTF_8);
    }

    @Test
    void onlyWhatWasAskedForIsLeft() {
        String records = "{\"id\": 1, \"name\": \"a\", \"secret\": [2, {\"id\": 3}], \"price\": 14.0}\n"
                + "{\"id\": 2, \"name\": \"b\", \"secret\": false, \"price\": 123456789012345678.10}";
        assertThat(of(records, "price", "id"))
                .isEqualTo("{\"id\": 1, \"price\": 14.0},{\"id\": 2, \"price\": 123456789012345678.10}");
        assertThat(of(records, "secret")).isEqualTo("{\"secret\": [2, {\"id\": 3}]},{\"secret\": false}");
    }

    @Test
    void aFieldThatARecordLacksIsFalse() {
        assertThat(of("{\"id\": 1}\n{}", "id", "name"))
                .isEqualTo("{\"id\": 1, \"name\": false},{\"id\": false, \"name\": false}");
        assertThat(of("{\"id\": 1}")).isEqualTo("{}");
        assertThat(of("", "id")).isEmpty();
    }

    @Test
    void textsStayWhatTheyAre() {
        String text = "\"\\\\ \\\"x\\\": 1, \\n é \uD83D\uDE00 שלום, {}\"";
        assertThat(of("{\"a\": " + text + ", \"b\": {\"name\": " + text + "}, \"name\": " + text + "}", "name"))
                .isEqualTo("{\"name\": " + text + "}");
    }
}
