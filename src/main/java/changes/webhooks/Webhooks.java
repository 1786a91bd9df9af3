package changes.webhooks;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The operations of {@code openapi/change-webhooks.yaml}, as the bean {@code changeWebhooks}. Answers are JSON; null for no such webhook. */
@Component("changeWebhooks")
public class Webhooks {
    static final List<String> OPERATIONS = List.of("created", "updated", "archived", "restored", "deleted");

    private static final String SHOWN = """
            SELECT w.id, w.name, w.url, w.models, w.operations, w.source, w.state, w.disabled_reason, w.failures, w.last_success_at,
                   w.last_failure_at, w.last_failure, w.created_at, w.created_by,
                   (SELECT count(*) FROM outbox o WHERE o.flow = 'webhooks' AND o.connection = 'w' || w.id AND o.status <> 'dead') AS waiting,
                   (SELECT count(*) FROM outbox o WHERE o.flow = 'webhooks' AND o.connection = 'w' || w.id AND o.status = 'dead') AS dead
            FROM webhook w
            """;

    private final JdbcClient jdbc;
    private final WebhookKeys keys;

    Webhooks(JdbcClient jdbc, WebhookKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** All webhooks by name. */
    public String list() {
        return jdbc.sql(
                        "SELECT json_build_object('success', true, 'data', coalesce(json_agg(to_json(s) ORDER BY s.name), '[]'))::text"
                                + " FROM (" + SHOWN + ") s")
                .query(String.class)
                .single();
    }

    public String show(@Header("id") long id) {
        return jdbc.sql("SELECT json_build_object('success', true, 'data', to_json(s))::text FROM (" + SHOWN
                        + " WHERE w.id = ?) s")
                .param(id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** Makes one; the answer, status 201, is the only place that shows its secret. */
    @Transactional
    public String create(@Body Map<String, Object> said, Exchange exchange) {
        String name = String.valueOf(said.get("name"));
        byte[] secret = said.get("secret") == null ? WebhookSecret.random() : secret(said);
        Long id = jdbc.sql("""
                INSERT INTO webhook (name, url, models, operations, source, created_by)
                VALUES (:name, :url, :models, :operations, 'rest', :actor) ON CONFLICT (name) DO NOTHING RETURNING id
                """)
                .param("name", name)
                .param("url", address(said))
                .param("models", texts(said.get("models")))
                .param(
                        "operations",
                        said.get("operations") == null
                                ? OPERATIONS.toArray(String[]::new)
                                : texts(said.get("operations")))
                .param("actor", actor())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new WebhookRefusal(409, "There is a webhook of that name."));
        keep(id, secret);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        return jdbc.sql(
                        "SELECT json_build_object('success', true, 'message', 'Keep the secret now; it cannot be shown again.',"
                                + " 'secret', :secret, 'data', to_json(s))::text FROM (" + SHOWN
                                + " WHERE w.id = :id) s")
                .param("secret", WebhookSecret.written(secret))
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** Changes what is said; one that is enabled begins with what changes from then on, and its dead letters can be replayed. */
    @Transactional
    public String change(@Header("id") long id, @Body Map<String, Object> said) {
        Map<String, Object> row =
                jdbc
                        .sql("SELECT name, source FROM webhook WHERE id = ? FOR UPDATE")
                        .param(id)
                        .query()
                        .listOfRows()
                        .stream()
                        .findFirst()
                        .orElse(Map.of());
        if (row.isEmpty()) {
            return null;
        }
        if (row.get("source").equals("settings") && !said.keySet().equals(java.util.Set.of("state"))) {
            throw new WebhookRefusal(409, "This webhook is of the settings; change it there.");
        }
        byte[] secret = said.get("secret") == null ? null : secret(said);
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("url", said.get("url") == null ? null : address(said));
        change.put("models", said.get("models"));
        change.put("operations", said.get("operations"));
        change.put("state", said.get("state"));
        jdbc.sql("""
                UPDATE webhook SET url = coalesce(:url, url), models = coalesce(:models, models),
                    operations = coalesce(:operations, operations),
                    state = coalesce(:state, state), failures = 0, rests_until = '-infinity',
                    since = CASE WHEN state = 'disabled' AND :state = 'active' THEN change_horizon() ELSE since END,
                    disabled_reason = CASE coalesce(:state, state) WHEN 'disabled' THEN coalesce(disabled_reason, 'Disabled by ' || :actor) END
                WHERE id = :id
                """)
                .param("url", change.get("url"), java.sql.Types.VARCHAR)
                .param("models", array(change.get("models")), java.sql.Types.ARRAY)
                .param("operations", array(change.get("operations")), java.sql.Types.ARRAY)
                .param("state", change.get("state"), java.sql.Types.VARCHAR)
                .param("actor", actor())
                .param("id", id)
                .update();
        if (secret != null) {
            keep(id, secret);
        }
        return show(id);
    }

    private void keep(long webhook, byte[] secret) {
        jdbc.sql("INSERT INTO webhook_secret (webhook, secret) VALUES (?, ?)"
                        + " ON CONFLICT (webhook) DO UPDATE SET secret = EXCLUDED.secret")
                .params(webhook, keys.seal(secret, webhook))
                .update();
    }

    /** Removes it with all that waits for it. */
    @Transactional
    public String remove(@Header("id") long id) {
        return jdbc.sql("DELETE FROM webhook WHERE id = ?").param(id).update() == 0
                ? null
                : "{\"success\":true,\"message\":\"It is removed.\"}";
    }

    /** Puts a call into its outbox that tells of nothing, to see whether it arrives. */
    @Transactional
    public String test(@Header("id") long id) {
        int asked = jdbc.sql("""
                WITH told AS (
                    INSERT INTO webhook_delivery (webhook, event, connection, model, record, operation, at)
                    SELECT id, gen_random_uuid(), 'default', 'hub.test', 0, 'created', clock_timestamp() FROM webhook
                    WHERE id = ? AND state = 'active' RETURNING id, webhook
                )
                INSERT INTO outbox (flow, connection, subject, lane, position)
                SELECT 'webhooks', 'w' || webhook, id, -id, id FROM told
                """).param(id).update();
        return asked == 0 ? null : "{\"success\":true,\"message\":\"A call of the type hub.test.created is made.\"}";
    }

    static boolean isAddress(String url) {
        try {
            URI address = URI.create(url);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getFragment() == null;
        } catch (IllegalArgumentException | NullPointerException none) {
            return false;
        }
    }

    private static String address(Map<String, Object> said) {
        String url = String.valueOf(said.get("url"));
        if (!isAddress(url)) {
            throw new WebhookRefusal(
                    422, "url has to be an http or https address with a host, without user and fragment.");
        }
        return url;
    }

    private static byte[] secret(Map<String, Object> said) {
        byte[] secret = WebhookSecret.read(String.valueOf(said.get("secret")));
        if (secret == null) {
            throw new WebhookRefusal(
                    422, "secret has to be whsec_ and 24 to 64 bytes in Base64; leave it out to get one.");
        }
        return secret;
    }

    private static String[] array(Object list) {
        return list == null ? null : texts(list);
    }

    private static String[] texts(Object list) {
        return ((Collection<?>) list).stream().map(String::valueOf).distinct().toArray(String[]::new);
    }

    private static String actor() {
        return SecurityContextHolder.getContext().getAuthentication().getName();
    }
}
