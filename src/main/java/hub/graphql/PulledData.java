package hub.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads rows of some connections and no others: each statement names them, and PostgreSQL's row-level security lets no other
 * row be there while it runs.
 */
@Component
class PulledData {
    private static final int MOST = 500;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    PulledData(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** Runs a query in which only rows of these connections are there. */
    <T> T isolated(List<String> connections, Function<JdbcClient, T> query) {
        return transaction.execute(status -> {
            database.sql("SELECT isolate(:connections::text[])::text")
                    .param("connections", connections.toArray(String[]::new))
                    .query((row, number) -> 0)
                    .list();
            return query.apply(database);
        });
    }

    /**
     * One page.
     *
     * @param sql a query of rows with the column {@code cursor}, bounded by {@code :after} and {@code :limit}
     * @param after cursor of the row before the page; null for the first page
     * @return the members {@code nodes} and {@code page_info}
     * @throws Refused when size or cursor are none
     */
    Map<String, Object> page(List<String> connections, String sql, Map<String, ?> parameters, int first, String after) {
        if (first < 1 || first > MOST) {
            throw Refused.wrong("A page has 1 to " + MOST + " rows; give first accordingly.");
        }
        Long behind = after == null ? null : position(after);
        List<Map<String, Object>> rows = isolated(connections, jdbc -> jdbc.sql(sql)
                .params(parameters)
                .param("after", behind, java.sql.Types.BIGINT)
                .param("limit", first + 1)
                .query()
                .listOfRows());
        boolean more = rows.size() > first;
        List<Map<String, Object>> nodes = more ? rows.subList(0, first) : rows;
        Map<String, Object> info = new LinkedHashMap<>();
        info.put(
                "end_cursor",
                nodes.isEmpty()
                        ? after
                        : cursor((Long) nodes.get(nodes.size() - 1).get("cursor")));
        info.put("has_next_page", more);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("nodes", nodes);
        page.put("page_info", info);
        return page;
    }

    private static String cursor(long position) {
        byte[] text = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException none) {
            throw Refused.wrong("This is no cursor; take end_cursor of a page before.");
        }
    }
}
