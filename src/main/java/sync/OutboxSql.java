package sync;

/** The statements of the outbox. */
final class OutboxSql {
    /**
     * Claims rows of lanes of which nothing is claimed, from the head of each lane on, up to the first row that is not due.
     * Rows that are due behind one that is not are put off until then, so that they are not looked at again and again. A
     * create that is claimed is in doubt until its outcome is known.
     */
    static final String CLAIM = """
            WITH busy AS MATERIALIZED (
                SELECT DISTINCT lane FROM outbox WHERE status = 'claimed' AND flow = :flow AND connection = :connection
            ), due AS MATERIALIZED (
                SELECT id, lane, position FROM outbox
                WHERE flow = :flow AND connection = :connection AND status = 'waiting' AND due_at <= least(statement_timestamp(), :due)
                  AND lane NOT IN (SELECT lane FROM busy)
                ORDER BY due_at, id LIMIT :batch
            ), lanes AS MATERIALIZED (
                SELECT DISTINCT lane FROM due
            ), head AS MATERIALIZED (
                SELECT r.id, l.lane, r.position, r.due_at,
                       row_number() OVER w AS rank, max(r.due_at) OVER w AS open_at
                FROM lanes l CROSS JOIN LATERAL (
                    SELECT o.id, o.position, o.due_at FROM outbox o
                    WHERE o.flow = :flow AND o.connection = :connection AND o.lane = l.lane AND o.status <> 'dead'
                    ORDER BY o.position, o.id LIMIT (SELECT greatest(3, :batch / count(*)) FROM lanes)) r
                WINDOW w AS (PARTITION BY l.lane ORDER BY r.position, r.id)
            ), picked AS MATERIALIZED (
                SELECT id, lane, rank FROM head WHERE open_at <= least(statement_timestamp(), :due) ORDER BY rank, due_at, id LIMIT :batch
            ), locked AS MATERIALIZED (
                SELECT id FROM outbox WHERE id IN (SELECT id FROM picked) AND status = 'waiting' FOR UPDATE SKIP LOCKED
            ), whole AS (
                SELECT p.id, bool_and(k.id IS NOT NULL) OVER (PARTITION BY p.lane ORDER BY p.rank) AS locked
                FROM picked p LEFT JOIN locked k ON k.id = p.id
            ), claimed AS (
                UPDATE outbox o SET status = 'claimed', claim = :claim, in_doubt = true,
                    claimed_until = statement_timestamp() + :lease * interval '1 second'
                FROM whole w JOIN outbox old ON old.id = w.id WHERE w.locked AND o.id = w.id
                RETURNING o.id, old.in_doubt AS was_in_doubt
            ), held AS (
                SELECT lane, min(position) AS position, max(due_at) AS until FROM head
                WHERE due_at > least(statement_timestamp(), :due) GROUP BY lane
            ), put_off AS (
                UPDATE outbox o SET due_at = x.until
                FROM (SELECT q.id, h.until FROM due d JOIN held h ON h.lane = d.lane AND d.position >= h.position
                      JOIN outbox q ON q.id = d.id WHERE q.status = 'waiting' FOR UPDATE OF q SKIP LOCKED) x
                WHERE o.id = x.id
                RETURNING o.id
            )
            SELECT c.id, c.was_in_doubt, p.put_off
            FROM (SELECT count(*) AS put_off FROM put_off) p LEFT JOIN claimed c ON true
            """;

    /** Dead, unless its subject changed meanwhile: then it is tried once more. */
    static final String DEAD = """
            UPDATE outbox SET claim = NULL, claimed_until = NULL, in_doubt = false,
                status = CASE WHEN revision = :revision THEN 'dead' ELSE 'waiting' END,
                dead_at = CASE WHEN revision = :revision THEN clock_timestamp() END,
                cause = :cause, detail = :detail, remedy = :remedy
            WHERE id = :id AND claim = :claim
            """;

    /** Waits again, for longer each time, give or take a tenth. */
    static final String PUT_BACK = """
            UPDATE outbox SET status = 'waiting', claim = NULL, claimed_until = NULL, attempts = attempts + 1,
                due_at = clock_timestamp() + (:delays::bigint[])[least(attempts + 1, cardinality(:delays::bigint[]))]
                    * interval '1 millisecond' * (0.9 + random() * 0.2),
                in_doubt = :unknown OR id = ANY(:doubtful), cause = :cause, detail = :detail, remedy = :remedy
            WHERE id = ANY(:ids) AND claim = :claim
            """;

    private OutboxSql() {}
}
