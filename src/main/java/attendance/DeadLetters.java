package attendance;

import attendance.DeadLetterActs.Which;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Outbox rows that will not succeed by themselves: seen, tried again, corrected, discarded. Every act is written down with who
 * did it ({@code outbox_audit}). Answers are JSON, as {@code openapi/dead-letters.yaml} says; null where there is no such
 * dead letter.
 */
@Component("deadLetters")
public class DeadLetters {
    private static final int PAGE = 50;

    private final JdbcClient jdbc;
    private final DeadLetterActs acts;
    private final AttendanceCorrections corrections;

    DeadLetters(JdbcClient jdbc, DeadLetterActs acts, AttendanceCorrections corrections) {
        this.jdbc = jdbc;
        this.acts = acts;
        this.corrections = corrections;
    }

    /** A page of dead letters, newest first; each filter may be null. */
    public String list(
            @Header("flow") String flow,
            @Header("cause") String cause,
            @Header("person") String person,
            @Header("limit") Integer limit,
            @Header("before") Long before) {
        return list(flow, cause, person, null, limit, before);
    }

    /** @param webhook only calls that the webhook of this name did not take; null for all dead letters */
    public String list(String flow, String cause, String person, String webhook, Integer limit, Long before) {
        return jdbc.sql("WITH matching AS (" + DeadLetterSql.FIND + """
                        AND (:flow::text IS NULL OR o.flow = :flow) AND (:cause::text IS NULL OR o.cause = :cause)
                        AND (:person::text IS NULL OR a.person_id = :person) AND (:webhook::text IS NULL OR w.name = :webhook)
                        ), page AS (
                            SELECT * FROM matching WHERE :before::bigint IS NULL OR id < :before ORDER BY id DESC LIMIT :limit
                        )
                        SELECT json_build_object('success', true, 'total', (SELECT count(*) FROM matching),
                            'data', (SELECT coalesce(json_agg(to_json(page) ORDER BY id DESC), '[]') FROM page),
                            'causes', (SELECT coalesce(json_agg(c ORDER BY c.count DESC, c.cause), '[]')
                                FROM (SELECT cause, count(*) FROM matching GROUP BY cause) c),
                            'next', (SELECT min(id) FROM page HAVING count(*) = :limit))::text
                        """)
                .param("flow", flow, java.sql.Types.VARCHAR)
                .param("cause", cause, java.sql.Types.VARCHAR)
                .param("person", person, java.sql.Types.VARCHAR)
                .param("webhook", webhook, java.sql.Types.VARCHAR)
                .param("before", before, java.sql.Types.BIGINT)
                .param("limit", limit == null ? PAGE : limit)
                .query(String.class)
                .single();
    }

    /** One dead letter with everything that was done about it. */
    public String show(@Header("id") long id) {
        return jdbc.sql("WITH one AS (" + DeadLetterSql.FIND + """
            AND o.id = :id)
            SELECT json_build_object('success', true, 'data', to_jsonb(one) || jsonb_build_object('audit', (
                SELECT coalesce(jsonb_agg(jsonb_build_object('at', u.at, 'act', u.act, 'actor', u.actor,
                    'detail', u.detail) ORDER BY u.id), '[]') FROM outbox_audit u
                WHERE u.flow = one.flow AND u.connection = one.connection AND u.subject = one.subject)))::text
            FROM one
            """)
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** It is pushed once more. */
    public String replay(@Header("id") long id) {
        return acts.replay(Which.one(id), actor()) == 0
                ? null
                : "{\"success\":true,\"message\":\"It is pushed again.\"}";
    }

    /**
     * All of a flow with this cause are pushed once more.
     *
     * @param request with {@code cause} and, unless it is attendance, {@code flow}
     */
    public String replayAll(@Body Map<String, Object> request) {
        Object flow = request.getOrDefault("flow", AttendanceOutbox.FLOW);
        int replayed = replayAll(String.valueOf(flow), String.valueOf(request.get("cause")), null);
        return "{\"success\":true,\"message\":\"" + replayed
                + (replayed == 1 ? " dead letter is" : " dead letters are")
                + " pushed again.\",\"data\":{\"replayed\":" + replayed + "}}";
    }

    /**
     * All of a flow are pushed once more; how many.
     *
     * @param cause only those with this cause; null for all
     * @param webhook only those that the webhook of this name did not take; null for all
     */
    public int replayAll(String flow, String cause, String webhook) {
        return acts.replay(new Which(null, flow, cause, webhook), actor());
    }

    /**
     * Corrects the attendance, which is pushed again if it is right now.
     *
     * @param said those of {@code person_id, check_in, check_out} that change, as for {@link AttendanceCorrections#change}
     * @throws RequestRefusedException when a time cannot be read, or the person has another attendance of that check-in
     */
    @Transactional
    public String correct(@Header("id") long id, @Body Map<String, Object> said) {
        String change = corrections.change(said);
        return acts.subject(id, AttendanceOutbox.FLOW)
                .map(subject -> correct(subject, change))
                .orElse(null);
    }

    private String correct(Long subject, String change) {
        try {
            Long counts = jdbc.sql("SELECT attendance_correct(:subject, :change::jsonb, :actor)")
                    .param("subject", subject)
                    .param("change", change)
                    .param("actor", actor())
                    .query(Long.class)
                    .optional()
                    .orElse(null);
            return "{\"success\":true,\"message\":\"The attendance was corrected.\",\"data\":{\"attendance_id\":"
                    + counts + "}}";
        } catch (DuplicateKeyException e) {
            throw new RequestRefusedException(409, "The person has another attendance of that check-in.");
        }
    }

    /**
     * Gives it up. An attendance that never was in Odoo is voided; one that is there stays there as it is. An order takes over
     * what Odoo has of it. A call of a webhook is never made.
     *
     * @param reason why, for the audit
     */
    @Transactional
    public String discard(@Header("id") long id, @Header("reason") String reason) {
        Optional<Long> subject = acts.subject(id, AttendanceOutbox.FLOW);
        Optional<Long> order = acts.subject(id, "orders");
        if (subject.isEmpty() && order.isEmpty() && acts.subject(id, "webhooks").isEmpty()) {
            return null;
        }
        acts.discard(Which.one(id), reason, actor());
        subject.ifPresent(attendance -> jdbc.sql(
                        "SELECT attendance_void(id, :reason, :actor) FROM attendance WHERE id = :subject AND odoo_id"
                                + " IS NULL")
                .param("reason", reason)
                .param("actor", actor())
                .param("subject", attendance)
                .query()
                .listOfRows());
        order.ifPresent(wanting ->
                jdbc.sql("SELECT order_given_up(?)").param(wanting).query().listOfRows());
        return "{\"success\":true,\"message\":\"It was discarded.\"}";
    }

    /** Gives up all calls that the webhook of this name did not take; how many. */
    public int discardAll(String webhook, String reason) {
        return acts.discard(new Which(null, "webhooks", null, webhook), reason, actor());
    }

    private static String actor() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? "command line" : who.getName();
    }
}
