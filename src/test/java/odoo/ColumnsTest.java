package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    private static final List<Columns.Field> FIELDS = List.of(
            new Columns.Field("id", "id", "0"),
            new Columns.Field("name", "title", "false"),
            new Columns.Field("color", "color", "0"));

    private static String records(String answer, List<Long> missing, long... ids) throws IOException {
        byte[] json = answer.getBytes(StandardCharsets.UTF_8);
        return new String(new Columns(json).records(ids, FIELDS, missing), StandardCharsets.UTF_8);
    }

    @Test
    void columnsBecomeRecordsInTheOrderAskedFor() throws IOException {
        String answer = """
                [{"__extra_domain": [[1, "=", 1]], "id:array_agg": [3, 5, 9], "name:array_agg": ["a,\\"]\\\\", null, "שלום 😀"],
                  "color:array_agg": [1, null, -2]}]""";
        List<Long> missing = new ArrayList<>();

        String records = records(answer, missing, 9, 3, 4, 5);

        assertThat(Json.node(records, "records")).isEqualTo(Json.node("""
                        [{"id": 9, "title": "שלום 😀", "color": -2}, {"id": 3, "title": "a,\\"]\\\\", "color": 1},
                         {"id": 5, "title": false, "color": 0}]""", "records"));
        assertThat(missing).containsExactly(4L);
    }

    @Test
    void valuesStayByteForByte() throws IOException {
        String answer = "[{\"id:array_agg\":[7],\"name:array_agg\":[\"\\u00e9\\u0000\"],\"color:array_agg\":[1.50]}]";
        assertThat(records(answer, new ArrayList<>(), 7))
                .isEqualTo("[{\"id\": 7, \"title\": \"\\u00e9\\u0000\", \"color\": 1.50}]");
    }

    @Test
    void nothingThereIsNothing() throws IOException {
        List<Long> missing = new ArrayList<>();
        String answer = "[{\"id:array_agg\": [], \"name:array_agg\": [], \"color:array_agg\": []}]";
        assertThat(records(answer, missing, 1, 2)).isEqualTo("[]");
        assertThat(missing).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "false",
                "[{}, {}]",
                "[{\"name:array_agg\": [\"a\"], \"color:array_agg\": [1]}]",
                "[{\"id:array_agg\": [1, 2], \"name:array_agg\": [\"a\"], \"color:array_agg\": [1, 2]}]",
                "[{\"id:array_agg\": [1], \"name:array_agg\": [\"a\"]}]",
                "[{\"id:array_agg\": [1], \"name:array_agg\": false, \"color:array_agg\": [1]}]",
                "[{\"id:array_agg\": [\"x\"], \"name:array_agg\": [\"a\"], \"color:array_agg\": [1]}]",
                "[{\"id:array_agg\": [1], \"name:array_agg\": [[1]], \"color:array_agg\": [1]}]",
                "[{\"id:array_agg\": [1], \"name:array_agg\": [\"a\"], \"color:array_agg\": [1"
            })
    void anythingElseIsRefused(String answer) {
        assertThatThrownBy(() -> records(answer, new ArrayList<>(), 1)).isInstanceOf(IOException.class);
    }

    @Test
    void arraysAreJoined() {
        assertThat(join("[1, 2]", " [3] ")).isEqualTo("[1, 2,3]");
        assertThat(join("[]", "[3]")).isEqualTo("[3]");
        assertThat(join("[\"é\"]", "[]")).isEqualTo("[\"é\"]");
    }

    private static String join(String one, String other) {
        byte[] joined = Json.concat(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        return new String(joined, StandardCharsets.UTF_8);
    }
}
