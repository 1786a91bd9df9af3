package attendance;

/** The statements about dead letters. */
final class DeadLetterSql {
    /** Dead letters with their attendances, orders or webhooks; ends in a condition that others follow with AND. */
    static final String FIND = """
        SELECT o.id, o.flow, o.connection, o.subject, CASE WHEN o.flow = 'attendance' THEN o.subject END AS attendance_id,
               a.person_id, p.name, a.check_in, a.check_out, a.terminal, r.id AS order_id, r.order_number,
               coalesce(a.odoo_id, r.odoo_mo_id) AS odoo_id, w.name AS webhook, d.model || '/' || d.record AS record,
               o.cause, o.detail, o.remedy, o.attempts, o.created_at, o.dead_at
        FROM outbox o LEFT JOIN attendance a ON o.flow = 'attendance' AND a.id = o.subject LEFT JOIN persons p ON p.id = a.person
        LEFT JOIN orders r ON o.flow = 'orders' AND r.id = o.subject
        LEFT JOIN webhook_delivery d ON o.flow = 'webhooks' AND d.id = o.subject LEFT JOIN webhook w ON w.id = d.webhook
        WHERE o.status = 'dead'
        """;

    private static final String CHOSEN = """
        o.status = 'dead' AND (:id::bigint IS NULL OR o.id = :id) AND (:cause::text IS NULL OR o.cause = :cause)
              AND (:flow::text IS NULL OR o.flow = :flow)
              AND (:webhook::text IS NULL OR o.flow = 'webhooks' AND o.connection = (SELECT 'w' || id FROM webhook WHERE name = :webhook))
        """;

    static final String REPLAY = """
        WITH replayed AS (
            UPDATE outbox o SET status = 'waiting', due_at = clock_timestamp(), attempts = 0, dead_at = NULL, cause = NULL,
                detail = NULL, remedy = NULL
            FROM outbox old
            WHERE old.id = o.id AND %s
            RETURNING o.flow, o.connection, o.subject, old.cause
        )
        INSERT INTO outbox_audit (flow, connection, subject, act, actor, detail)
        SELECT flow, connection, subject, 'replayed', :actor, jsonb_build_object('cause', cause) FROM replayed
        """.formatted(CHOSEN);

    static final String DISCARD = """
        WITH gone AS (DELETE FROM outbox o WHERE %s RETURNING flow, connection, subject, cause)
        INSERT INTO outbox_audit (flow, connection, subject, act, actor, detail)
        SELECT flow, connection, subject, 'discarded', :actor, jsonb_build_object('cause', cause, 'reason', :reason::text) FROM gone
        """.formatted(CHOSEN);

    private DeadLetterSql() {}
}
