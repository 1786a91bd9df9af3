package gateway.blog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.mirror.ReadRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Public posts, categories and tags from the mirror. */
@Component
public class BlogReads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECTION = "default";
    private static final long RETRY = 60;
    private static final Pattern ID = Pattern.compile("(?:.*-)?([0-9]{1,18})");

    private static final String WANTED = """
             FROM blog_post v WHERE v.connection = :connection
              AND (:category = 0 OR v.category_id = :category)
              AND (:tag = 0 OR v.data -> 'tag_ids' @> to_jsonb(:tag::bigint))
              AND (:text = '' OR v.name ILIKE :text OR v.subtitle ILIKE :text OR v.content ILIKE :text)""";

    private final JdbcClient database;
    private final PostHtml html;

    BlogReads(JdbcClient database, PostHtml html) {
        this.database = database;
        this.html = html;
    }

    /** @throws ReadRefusal status 503 when the posts have not been copied from Odoo yet */
    public Posts posts(PostFilter filter) {
        checkCopied();
        String text = filter.text().isEmpty()
                ? ""
                : "%" + filter.text().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        record Row(JsonNode summary, Instant changed) {}
        List<Row> rows = database.sql("SELECT v.summary::text, v.changed_at " + WANTED
                        + " ORDER BY v.post_date DESC, v.id DESC LIMIT :limit OFFSET :offset")
                .param("connection", CONNECTION)
                .param("category", filter.category())
                .param("tag", filter.tag())
                .param("text", text)
                .param("limit", filter.perPage())
                .param("offset", (long) (filter.page() - 1) * filter.perPage())
                .query((row, number) -> new Row(json(row.getString(1)), moment(row, 2)))
                .list();
        long total = database.sql("SELECT count(*) " + WANTED)
                .param("connection", CONNECTION)
                .param("category", filter.category())
                .param("tag", filter.tag())
                .param("text", text)
                .query(Long.class)
                .single();
        Instant changed =
                rows.stream().map(Row::changed).max(Instant::compareTo).orElse(Instant.EPOCH);
        return new Posts(rows.stream().map(Row::summary).toList(), total, filter.page(), filter.perPage(), changed);
    }

    /** Addresses of the newest posts and when they changed: {@code slug} and {@code changed_at} alone. */
    public Posts addresses(int most) {
        checkCopied();
        return database.sql(
                        "SELECT coalesce(jsonb_agg(jsonb_build_object('slug', p.slug, 'changed_at', to_char(p.changed_at"
                                + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))), '[]')::text, coalesce(max(p.changed_at), 'epoch')"
                                + " FROM (SELECT v.slug, v.changed_at FROM blog_post v WHERE v.connection = ?"
                                + " ORDER BY v.post_date DESC, v.id DESC LIMIT ?) p")
                .params(CONNECTION, most)
                .query((row, number) -> {
                    List<JsonNode> posts = new ArrayList<>();
                    json(row.getString(1)).forEach(posts::add);
                    return new Posts(posts, posts.size(), 1, most, moment(row, 2));
                })
                .single();
    }

    /**
     * One post.
     *
     * @param idOrSlug its id, or the last part of its address, which ends with it
     * @throws ReadRefusal status 503 when the posts have not been copied from Odoo yet
     */
    public Optional<Post> post(String idOrSlug) {
        checkCopied();
        Matcher id = ID.matcher(idOrSlug);
        return !id.matches()
                ? Optional.empty()
                : database.sql("SELECT v.summary::text, v.content, v.name,"
                                + " coalesce(blog_text(v.data -> 'website_meta_title'), v.name) AS title,"
                                + " coalesce(blog_text(v.data -> 'website_meta_description'), v.subtitle) AS description,"
                                + " v.changed_at FROM blog_post v WHERE v.connection = ? AND v.id = ?")
                        .params(CONNECTION, Long.valueOf(id.group(1)))
                        .query((row, number) -> new Post(
                                json(row.getString("summary")),
                                html.safe(row.getString("content")),
                                row.getString("title"),
                                row.getString("description"),
                                moment(row, row.findColumn("changed_at"))))
                        .optional();
    }

    /** Blogs with how many public posts they hold, as a JSON array of the contract's {@code Category}. */
    public JsonNode categories() {
        checkCopied();
        return array("SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.odoo_id, 'name', b.data ->> 'name',"
                + " 'subtitle', blog_text(b.data -> 'subtitle'), 'posts', n.posts) ORDER BY b.data ->> 'name'), '[]')::text"
                + " FROM mirror b, LATERAL (SELECT count(*) AS posts FROM blog_post v"
                + " WHERE v.connection = b.connection AND v.category_id = b.odoo_id) n"
                + " WHERE b.connection = ? AND b.model = 'blog.blog' AND NOT b.deleted AND NOT b.archived");
    }

    /** Tags of public posts with how many those are, as a JSON array of the contract's {@code Tag}. */
    public JsonNode tags() {
        checkCopied();
        return array("SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.odoo_id, 'name', t.data ->> 'name',"
                + " 'posts', n.posts) ORDER BY t.data ->> 'name'), '[]')::text FROM (SELECT v.connection, g.tag::bigint AS tag,"
                + " count(*) AS posts FROM blog_post v, LATERAL jsonb_array_elements_text(v.data -> 'tag_ids') g(tag)"
                + " WHERE v.connection = ? GROUP BY 1, 2) n JOIN mirror t ON t.connection = n.connection"
                + " AND t.model = 'blog.tag' AND t.odoo_id = n.tag AND NOT t.deleted");
    }

    /** Whether a public post shows this file of Odoo. */
    public boolean shows(String media) {
        return database.sql("SELECT EXISTS (SELECT FROM blog_post v WHERE v.connection = ?"
                        + " AND blog_shows(v.data) @> ARRAY[?::text])")
                .params(CONNECTION, media)
                .query(Boolean.class)
                .single();
    }

    private JsonNode array(String sql) {
        return json(database.sql(sql).param(CONNECTION).query(String.class).single());
    }

    private void checkCopied() {
        boolean copied = database.sql("SELECT EXISTS (SELECT FROM sync_flow WHERE flow = 'blog-posts'"
                        + " AND connection = ? AND watermark IS NOT NULL)")
                .param(CONNECTION)
                .query(Boolean.class)
                .single();
        if (!copied) {
            throw ReadRefusal.untilLater(503, RETRY, "The blog has not been copied from Odoo yet; try again later.");
        }
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
