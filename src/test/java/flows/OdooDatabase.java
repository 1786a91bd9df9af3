package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Odoo's own PostgreSQL, for an answer that does not come through Odoo. {@code ODOO_PSQL} is a shell command that reads SQL
 * on its standard input and prints rows unadorned, such as {@code psql -At -d odoo}.
 */
public final class OdooDatabase {
    static final String VARIABLE = "ODOO_PSQL";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() {};

    private OdooDatabase() {}

    /** Whether the environment names it. */
    public static boolean isNamed() {
        String command = System.getenv(VARIABLE);
        return command != null && !command.isBlank();
    }

    /** The rows of a query, each a map from column to value. */
    public static List<Map<String, Object>> rows(String query) {
        try {
            return JSON.readValue(run("SELECT coalesce(json_agg(q), '[]') FROM (" + query + ") q;"), ROWS);
        } catch (IOException e) {
            throw new IllegalStateException("No JSON came from " + VARIABLE, e);
        }
    }

    /** The texts of a query with one column. */
    public static List<String> texts(String query) {
        return rows(query).stream()
                .map(row -> (String) row.values().iterator().next())
                .toList();
    }

    /** The number that a query counts. */
    public static long count(String query) {
        return ((Number) rows("SELECT (" + query + ") AS n").get(0).get("n")).longValue();
    }

    private static String run(String sql) throws IOException {
        Process psql = new ProcessBuilder("sh", "-c", System.getenv(VARIABLE))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = psql.getOutputStream()) {
            in.write(sql.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(psql.onExit().join().exitValue()).as(VARIABLE).isZero();
        return out;
    }
}
