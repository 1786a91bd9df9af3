package attendance;

/** The statements about attendances in the outbox. */
final class OutboxSql {
    /** What is to be pushed, in the order of each lane. */
    static final String READ = """
            SELECT o.id, o.subject, o.lane, o.revision, a.id IS NOT NULL AS there,
                   coalesce(a.person_id, '') AS person_id, p.odoo_employee_id AS employee, p.odoo_status AS employee_status,
                   a.check_in, a.check_out, a.voided_at IS NOT NULL AS voided, a.odoo_id, a.pushed_check_in, a.pushed_check_out
            FROM outbox o LEFT JOIN attendance a ON a.id = o.subject LEFT JOIN persons p ON p.id = a.person
            WHERE o.id = ANY(:ids) ORDER BY o.lane, o.position, o.id
            """;

    /** Notes what Odoo holds now, and ends the rows whose attendance has not changed meanwhile. */
    static final String DONE = """
            WITH told AS (
                SELECT * FROM jsonb_to_recordset(:rows::jsonb)
                    AS t(id bigint, subject bigint, revision int, odoo_id bigint, check_in timestamptz, check_out timestamptz)
            ), held AS MATERIALIZED (   -- attendances before their outbox rows, as whoever changes them does
                SELECT a.id FROM attendance a JOIN told t ON a.id = t.subject ORDER BY a.id FOR UPDATE OF a
            ), noted AS (
                UPDATE attendance a SET odoo_id = t.odoo_id, pushed_check_in = t.check_in, pushed_check_out = t.check_out,
                    pushed_at = clock_timestamp()
                FROM told t
                WHERE a.id = t.subject AND (a.odoo_id IS NULL
                    OR EXISTS (SELECT FROM outbox o WHERE o.id = t.id AND o.claim = :claim))
            ), gone AS (
                DELETE FROM outbox o USING told t
                WHERE :ended AND (SELECT count(*) FROM held) >= 0 AND o.id = t.id AND o.claim = :claim AND o.revision = t.revision RETURNING o.id
            ), changed AS (
                UPDATE outbox o SET status = 'waiting', claim = NULL, claimed_until = NULL, in_doubt = false, attempts = 0,
                    due_at = clock_timestamp(), cause = NULL, detail = NULL, remedy = NULL
                FROM told t
                WHERE :ended AND (SELECT count(*) FROM held) >= 0 AND o.id = t.id AND o.claim = :claim AND o.revision <> t.revision RETURNING o.id
            )
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM changed)
            """;

    /** A cause in a sentence, with what Odoo says of it, if anything, and what to do in another. */
    static final String WORDS = """
            SELECT rtrim(attendance_detail(:cause, :person, min(a.check_in), min(a.check_out)) || coalesce(': ' || :more, ''), '.') || '.'
                       AS detail, attendance_remedy(:cause) AS remedy
            FROM attendance a WHERE a.id = :subject
            """;

    /** Odoo's open record of an attendance of ours was closed at that time; it has no check-out of its own until one is told. */
    static final String CLOSED = """
            UPDATE attendance SET pushed_check_out = :at::timestamptz, closed_by_policy = check_out IS NULL,
                check_out = coalesce(check_out, :at::timestamptz), changed_at = clock_timestamp()
            WHERE connection = :connection AND odoo_id = :odoo_id
            """;

    private OutboxSql() {}
}
