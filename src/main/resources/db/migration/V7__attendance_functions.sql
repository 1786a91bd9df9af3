-- From events to attendances, and from attendances to the outbox. Each of these functions works on sets.

-- What the settings hub.attendance.* say; the hub writes it when it starts. Without a row the defaults apply.
CREATE TABLE attendance_rules (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    longest_shift interval NOT NULL DEFAULT '24 hours',
    push_open     boolean NOT NULL DEFAULT true,    -- whether somebody who is still there is in Odoo already
    push_archived boolean NOT NULL DEFAULT false    -- whether attendances of archived employees go to Odoo
);

-- Whether an attendance has something to push, and what stands in the way that can be seen without asking Odoo.
CREATE VIEW attendance_state AS
    SELECT a.id, a.connection, a.lane, extract(epoch FROM a.at)::bigint AS position, a.person_id, a.check_in, a.check_out,
           CASE WHEN a.voided_at IS NOT NULL THEN a.odoo_id IS NOT NULL
                WHEN a.odoo_id IS NULL THEN a.check_out IS NOT NULL OR coalesce((SELECT push_open FROM attendance_rules), true)
                ELSE (a.check_in, a.check_out) IS DISTINCT FROM (a.pushed_check_in, a.pushed_check_out) END AS due,
           CASE WHEN a.voided_at IS NOT NULL THEN NULL
                WHEN p.odoo_employee_id IS NULL OR p.odoo_status = 'deleted' THEN 'unknown-employee'
                WHEN p.odoo_status = 'archived' AND NOT coalesce((SELECT push_archived FROM attendance_rules), false)
                    THEN 'archived-employee'
                WHEN a.check_in IS NULL THEN 'check-out-without-check-in'
                WHEN a.check_out < a.check_in THEN 'check-out-before-check-in'
                WHEN a.check_out - a.check_in > coalesce((SELECT longest_shift FROM attendance_rules), interval '24 hours')
                    THEN 'shift-too-long'
           END AS cause
    FROM attendance a LEFT JOIN persons p ON p.id = a.person;

-- Attendances as lists show them.
CREATE VIEW attendance_listed AS
    SELECT a.id, a.connection, a.lane, a.at, a.person_id, p.name, p.department, a.check_in, a.check_out,
           floor(extract(epoch FROM a.check_out - a.check_in) / 60)::bigint AS duration_minutes, a.terminal, a.source,
           CASE WHEN a.voided_at IS NOT NULL THEN 'void' WHEN o.status = 'dead' THEN 'dead_letter' WHEN o.id IS NOT NULL THEN 'waiting'
                WHEN a.odoo_id IS NOT NULL THEN 'pushed' ELSE 'open' END AS status,
           a.odoo_id, o.cause, o.detail AS message, o.remedy, a.corrected_at, a.void_reason
    FROM attendance a
    LEFT JOIN persons p ON p.id = a.person
    LEFT JOIN outbox o ON o.flow = 'attendance' AND o.connection = a.connection AND o.subject = a.id;

-- A cause that attendance_state gives, in a sentence, and what to do in another.
CREATE FUNCTION attendance_detail(cause text, person_id text, check_in timestamptz, check_out timestamptz)
    RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE cause
        WHEN 'unknown-employee' THEN 'Employee not found: ' || person_id
        WHEN 'archived-employee' THEN 'The employee is archived in Odoo: ' || person_id
        WHEN 'check-out-without-check-in' THEN person_id || ' went without having come'
        WHEN 'check-out-before-check-in' THEN 'The check-out of ' || person_id || ' is before the check-in'
        WHEN 'shift-too-long' THEN person_id || ' was there for '
            || round(extract(epoch FROM check_out - check_in) / 3600, 1) || ' hours, which is longer than a shift may be' END
$$;
CREATE FUNCTION attendance_remedy(cause text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE cause
        WHEN 'unknown-employee' THEN 'Give the employee this badge in Odoo, then pull employees: it goes on by itself. Or correct the person.'
        WHEN 'archived-employee' THEN 'Unarchive the employee in Odoo, then pull employees: it goes on by itself. Or correct the person.'
        WHEN 'check-out-without-check-in' THEN 'Send the missing check-in, or correct the attendance.'
        WHEN 'check-out-before-check-in' THEN 'Correct the times of the attendance.'
        WHEN 'shift-too-long' THEN 'Send the missing check-out or check-in, or correct the attendance.' END
$$;

-- Puts attendances that were made or changed into the outbox, if Odoo should learn of it, and says what became of them.
CREATE FUNCTION attendance_changed(p_ids bigint[])
    RETURNS TABLE (o_subject bigint, o_status text, o_cause text) LANGUAGE plpgsql
    SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
    IF EXISTS (SELECT FROM unnest(p_ids) u(id) CROSS JOIN LATERAL (SELECT s.due FROM attendance_state s WHERE s.id = u.id OFFSET 0) s
               WHERE NOT s.due) THEN
        DELETE FROM outbox o USING attendance_state s
        WHERE s.id = ANY (p_ids) AND NOT s.due AND o.flow = 'attendance' AND o.connection = s.connection AND o.subject = s.id
          AND o.status <> 'claimed' AND NOT o.in_doubt;
        -- A push is under way, or its outcome is not known: it has to look again.
        UPDATE outbox o SET revision = o.revision + 1, due_at = least(o.due_at, clock_timestamp()), cause = NULL, detail = NULL,
            remedy = NULL, dead_at = NULL, status = CASE o.status WHEN 'claimed' THEN 'claimed' ELSE 'waiting' END
        FROM attendance_state s
        WHERE s.id = ANY (p_ids) AND NOT s.due AND o.flow = 'attendance' AND o.connection = s.connection AND o.subject = s.id;
    END IF;
    RETURN QUERY
    INSERT INTO outbox AS o (flow, connection, subject, lane, position, status, cause, detail, remedy, dead_at)
    SELECT 'attendance', s.connection, s.id, s.lane, s.position, CASE WHEN s.cause IS NULL THEN 'waiting' ELSE 'dead' END,
           s.cause, attendance_detail(s.cause, s.person_id, s.check_in, s.check_out), attendance_remedy(s.cause),
           CASE WHEN s.cause IS NOT NULL THEN clock_timestamp() END
    FROM (SELECT DISTINCT id FROM unnest(p_ids) id) u CROSS JOIN LATERAL (SELECT * FROM attendance_state s WHERE s.id = u.id OFFSET 0) s WHERE s.due
    ON CONFLICT (flow, connection, subject) DO UPDATE SET
        lane = EXCLUDED.lane, position = EXCLUDED.position, revision = o.revision + 1,
        status = CASE o.status WHEN 'claimed' THEN 'claimed' ELSE EXCLUDED.status END,
        due_at = CASE o.status WHEN 'dead' THEN clock_timestamp() ELSE least(o.due_at, clock_timestamp()) END,
        attempts = 0, cause = EXCLUDED.cause, detail = EXCLUDED.detail, remedy = EXCLUDED.remedy,
        dead_at = CASE o.status WHEN 'claimed' THEN NULL WHEN 'dead' THEN coalesce(o.dead_at, EXCLUDED.dead_at) ELSE EXCLUDED.dead_at END
    -- One that waits for its first push, and is due, is read anew by that.
    WHERE NOT (o.status = 'waiting' AND EXCLUDED.status = 'waiting' AND NOT o.in_doubt AND o.cause IS NULL AND o.due_at <= clock_timestamp()
               AND o.lane = EXCLUDED.lane AND o.position = EXCLUDED.position)
    RETURNING o.subject, o.status, o.cause;
END
$$;

-- Pairs events around the given moments anew: each coming owns an attendance, which ends with the going that directly
-- follows; a going that follows no coming is an attendance without check_in. When both are said of one second, the going ends
-- the stay before, if there is one: a moment with both leaves things as they were. So only events between the nearest
-- moments with one event, before and behind, can be paired differently. The caller holds the lanes (attendance_hold).
CREATE FUNCTION attendance_pair(p_connection text, p_lanes bigint[], p_ats timestamptz[])
    RETURNS TABLE (p_id bigint, p_in bigint, p_out bigint) LANGUAGE plpgsql
    -- By index, whatever the planner knows of tables that were empty a minute ago.
    SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
    RETURN QUERY
    WITH touched AS MATERIALIZED (
        SELECT t.lane, min(t.at) AS first_at, max(t.at) AS last_at FROM unnest(p_lanes, p_ats) AS t(lane, at) GROUP BY t.lane
    ), span AS MATERIALIZED (
        SELECT t.lane, lo.at AS lo, hi.at AS hi
        FROM touched t
        LEFT JOIN LATERAL (
            SELECT e.at FROM attendance_event e
            WHERE e.connection = p_connection AND e.lane = t.lane AND e.at < t.first_at AND NOT e.settled
              AND (SELECT count(*) FROM attendance_event o WHERE o.connection = p_connection AND o.lane = t.lane AND o.at = e.at
                     AND o.kind = CASE e.kind WHEN 'in' THEN 'out' ELSE 'in' END AND NOT o.settled) = 0
            ORDER BY e.at DESC LIMIT 1) lo ON true
        LEFT JOIN LATERAL (
            SELECT e.at FROM attendance_event e
            WHERE e.connection = p_connection AND e.lane = t.lane AND e.at > t.last_at AND NOT e.settled
              AND (SELECT count(*) FROM attendance_event o WHERE o.connection = p_connection AND o.lane = t.lane AND o.at = e.at
                     AND o.kind = CASE e.kind WHEN 'in' THEN 'out' ELSE 'in' END AND NOT o.settled) = 0
            ORDER BY e.at LIMIT 1) hi ON true
    ), seen AS (
        SELECT e.id, e.lane, e.at, e.kind, e.person_id, e.terminal, e.source, s.lo, s.hi,
               count(*) OVER (PARTITION BY e.lane, e.at) = 2 AS both_kinds
        FROM span s CROSS JOIN LATERAL (        -- by index, however many events there are
            SELECT * FROM attendance_event e
            WHERE e.connection = p_connection AND e.lane = s.lane AND NOT e.settled
              AND e.at >= coalesce(s.lo, '-infinity') AND e.at <= coalesce(s.hi, 'infinity')
            OFFSET 0) e
    ), state AS (                   -- the last moment with one event tells who is there; times are whole seconds
        SELECT *, max(CASE WHEN NOT both_kinds THEN extract(epoch FROM at)::bigint * 2 + (kind = 'in')::int END)
                      OVER (PARTITION BY lane ORDER BY at) % 2 = 1 AS there
        FROM seen
    ), ordered AS MATERIALIZED (
        SELECT id, lane, at, kind, person_id, terminal, source, lo, hi, lag(kind) OVER w AS before,
               lead(kind) OVER w AS next_kind, lead(id) OVER w AS next_id, lead(at) OVER w AS next_at
        FROM state
        WINDOW w AS (PARTITION BY lane ORDER BY at, both_kinds AND (kind = 'in') = coalesce(there, false))
    ), stay AS MATERIALIZED (
        SELECT o.*, CASE next_kind WHEN 'out' THEN next_id END AS out_id, CASE next_kind WHEN 'out' THEN next_at END AS out_at,
               (SELECT a.id FROM attendance a WHERE a.connection = p_connection AND a.lane = o.lane AND a.check_in = o.at
                  AND a.voided_at IS NULL AND a.in_event = o.id) AS own_id
        FROM ordered o WHERE kind = 'in' AND at IS DISTINCT FROM hi
    ), going AS MATERIALIZED (
        SELECT o.*, before IS DISTINCT FROM 'in' AS alone,
               (SELECT a.id FROM attendance a WHERE a.connection = p_connection AND a.lane = o.lane AND a.at = o.at
                  AND a.check_in IS NULL AND a.voided_at IS NULL AND a.out_event = o.id) AS own_id
        FROM ordered o WHERE kind = 'out' AND at IS DISTINCT FROM lo
    ), merged AS (
        DELETE FROM attendance WHERE id = ANY (ARRAY(SELECT own_id FROM going WHERE NOT alone AND own_id IS NOT NULL)) RETURNING id
    ), left_outbox AS (
        DELETE FROM outbox o USING merged m WHERE o.flow = 'attendance' AND o.connection = p_connection AND o.subject = m.id
    ), changed AS (
        UPDATE attendance a SET out_event = s.out_id, check_out = s.out_at, changed_at = clock_timestamp()
        FROM stay s
        WHERE a.id = s.own_id AND a.out_event IS DISTINCT FROM s.out_id
        RETURNING a.id, a.in_event, a.out_event
    ), made AS (
        INSERT INTO attendance (connection, person_id, person, lane, check_in, check_out, at, terminal, source, in_event, out_event)
        SELECT p_connection, s.person_id, CASE WHEN s.lane > 0 THEN s.lane END, s.lane, s.at, s.out_at, s.at, s.terminal, s.source,
               s.id, s.out_id
        FROM stay s WHERE s.own_id IS NULL
        UNION ALL
        SELECT p_connection, g.person_id, CASE WHEN g.lane > 0 THEN g.lane END, g.lane, NULL, g.at, g.at, g.terminal, g.source, NULL, g.id
        FROM going g WHERE g.alone AND g.own_id IS NULL
        RETURNING id, in_event, out_event
    )
    SELECT * FROM changed UNION ALL SELECT * FROM made;
END
$$;

-- Keeps others from pairing these lanes, and badges where they are, until the transaction ends.
CREATE FUNCTION attendance_hold(p_lanes bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(4711, 0);
    PERFORM pg_advisory_xact_lock(4712, bucket)
    FROM (SELECT DISTINCT (l & 255)::int AS bucket FROM unnest(p_lanes) l ORDER BY 1) b;
END
$$;

-- What a request brings: events (kind in, out) and stays told as a whole (kind stay; without check_out it is an in).
CREATE TYPE attendance_row AS (i int, person_id text, kind text, at timestamptz, check_out timestamptz, terminal text, key text, lane bigint);

-- Takes rows [{i, person_id, kind, at, check_out, terminal, key}], times in seconds since 1970: events are stored and paired, stays stored, and the outbox
-- filled. Says of each row what became of it. Rows that are known already change nothing, in whatever order they come.
CREATE FUNCTION attendance_take(p_connection text, p_source text, p_rows json)
    RETURNS TABLE (r_i int, r_status text, r_attendance bigint, r_event bigint, r_reason text, r_message text)
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_rows     attendance_row[];
    v_event    bigint[]; v_lane bigint[]; v_at timestamptz[]; v_kind text[]; v_settled boolean[];
    v_stay     bigint[]; v_longer bigint[]; v_freed bigint[];
    v_lanes    bigint[]; v_ats timestamptz[];
    v_pair     bigint[]; v_in bigint[]; v_out bigint[];
    v_dead     bigint[]; v_cause text[];
BEGIN
    PERFORM attendance_hold('{}');      -- badges stay where they are
    SELECT array_agg(ROW(r.i, r.person_id, CASE WHEN r.kind = 'stay' AND r.check_out IS NULL THEN 'in' ELSE r.kind END,
                         to_timestamp(r.at), to_timestamp(r.check_out), r.terminal, r.key,
                         attendance_lane(b.person, r.person_id))::attendance_row ORDER BY r.i)
    INTO v_rows
    FROM json_to_recordset(p_rows) AS r(i int, person_id text, kind text, at double precision, check_out double precision, terminal text, key text)
    LEFT JOIN person_badge b ON b.connection = p_connection AND b.badge = r.person_id;
    IF v_rows IS NULL THEN
        RETURN;
    END IF;
    PERFORM attendance_hold(ARRAY(SELECT lane FROM unnest(v_rows)));

    WITH stored AS (
        INSERT INTO attendance_event (connection, person_id, lane, kind, at, terminal, idempotency_key, source, settled)
        SELECT p_connection, r.person_id, r.lane, r.kind, r.at, r.terminal, r.key, p_source,
               CASE r.kind WHEN 'in' THEN EXISTS (
                   SELECT FROM attendance a WHERE a.connection = p_connection AND a.lane = r.lane AND a.check_in = r.at AND a.voided_at IS NULL)
               ELSE EXISTS (
                   SELECT FROM attendance a WHERE a.connection = p_connection AND a.lane = r.lane
                   AND a.check_in BETWEEN r.at - interval '7 days' AND r.at AND a.check_out = r.at AND a.voided_at IS NULL
                   AND (a.in_event IS NULL OR a.corrected_at IS NOT NULL)) END
        FROM unnest(v_rows) r WHERE r.kind <> 'stay'
        ON CONFLICT DO NOTHING
        RETURNING id, lane, at, kind, settled
    )
    SELECT array_agg(id), array_agg(lane), array_agg(at), array_agg(kind), array_agg(settled),
           array_agg(lane) FILTER (WHERE NOT settled), array_agg(at) FILTER (WHERE NOT settled)
    INTO v_event, v_lane, v_at, v_kind, v_settled, v_lanes, v_ats FROM stored;

    IF EXISTS (SELECT FROM unnest(v_rows) WHERE kind = 'stay') THEN
        -- What was known from events ends as the stay says; of several ends the last counts.
        WITH told AS (
            SELECT lane, at, max(check_out) AS check_out FROM unnest(v_rows) WHERE kind = 'stay' GROUP BY lane, at
        ), changed AS (
            UPDATE attendance a SET check_out = t.check_out, in_event = NULL, out_event = NULL, changed_at = clock_timestamp()
            FROM told t JOIN attendance old ON old.connection = p_connection AND old.lane = t.lane AND old.check_in = t.at
                AND old.voided_at IS NULL AND old.corrected_at IS NULL
                AND (old.in_event IS NOT NULL OR old.check_out < t.check_out)
            WHERE a.id = old.id
            RETURNING a.id, old.in_event, old.out_event
        )
        SELECT array_agg(id), array_agg(in_event) || array_agg(out_event) INTO v_longer, v_freed FROM changed;
        WITH stored AS (
            INSERT INTO attendance (connection, person_id, person, lane, check_in, check_out, at, terminal, source, idempotency_key)
            SELECT DISTINCT ON (r.lane, r.at) p_connection, r.person_id, CASE WHEN r.lane > 0 THEN r.lane END, r.lane, r.at, r.check_out,
                   r.at, r.terminal, p_source, r.key
            FROM unnest(v_rows) r
            WHERE r.kind = 'stay' AND NOT EXISTS (
                SELECT FROM attendance a WHERE a.connection = p_connection AND a.lane = r.lane AND a.at = r.at
                AND a.check_in = r.at AND a.voided_at IS NOT NULL AND a.check_out = r.check_out)
              AND NOT EXISTS (
                SELECT FROM attendance a WHERE a.connection = p_connection AND a.told_lane = r.lane AND a.told_check_in = r.at
                AND a.corrected_at IS NOT NULL)
            ORDER BY r.lane, r.at, r.check_out DESC, r.i
            ON CONFLICT DO NOTHING
            RETURNING id
        )
        SELECT array_agg(id) INTO v_stay FROM stored;
        -- What events say of such a stay is told already.
        WITH told AS (
            UPDATE attendance_event e SET settled = true
            WHERE NOT settled AND (id = ANY (v_freed) OR id = ANY (ARRAY(
                SELECT o.id FROM attendance a JOIN attendance_event o
                    ON o.connection = p_connection AND o.lane = a.lane AND o.at = a.check_out AND o.kind = 'out'
                WHERE a.id = ANY (v_stay || v_longer)
                UNION ALL
                SELECT o.id FROM attendance a JOIN attendance_event o
                    ON o.connection = p_connection AND o.lane = a.lane AND o.at = a.check_in AND o.kind = 'in'
                WHERE a.id = ANY (v_stay))))
            RETURNING e.id, e.lane, e.at
        ), orphans AS (
            DELETE FROM attendance a USING told t
            WHERE a.connection = p_connection AND a.lane = t.lane AND a.at = t.at AND a.check_in IS NULL AND a.out_event = t.id
            RETURNING a.id
        ), left_outbox AS (
            DELETE FROM outbox o USING orphans a WHERE o.flow = 'attendance' AND o.connection = p_connection AND o.subject = a.id
        )
        SELECT v_lanes || array_agg(lane), v_ats || array_agg(at) INTO v_lanes, v_ats FROM told;
    END IF;

    SELECT array_agg(p_id), array_agg(p_in), array_agg(p_out) INTO v_pair, v_in, v_out FROM attendance_pair(p_connection, v_lanes, v_ats);
    SELECT array_agg(o_subject), array_agg(o_cause) INTO v_dead, v_cause
    FROM attendance_changed(v_pair || v_stay || v_longer) WHERE o_status = 'dead';

    RETURN QUERY
    WITH r AS (
        SELECT u.*, row_number() OVER (PARTITION BY u.lane, u.at, u.kind ORDER BY u.check_out DESC NULLS LAST, u.i) AS nth FROM unnest(v_rows) u
    ), found AS (
        SELECT r.i, r.kind, e.id AS event, p.id AS attendance, e.id IS NOT NULL AND NOT e.settled AND r.nth = 1 AS new
        FROM r
        LEFT JOIN unnest(v_event, v_lane, v_at, v_kind, v_settled) AS e(id, lane, at, kind, settled)
            ON e.lane = r.lane AND e.at = r.at AND e.kind = r.kind
        LEFT JOIN (SELECT p.p_in, p.id FROM unnest(v_in, v_pair) AS p(p_in, id) WHERE p.p_in IS NOT NULL
                   UNION ALL SELECT p.p_out, p.id FROM unnest(v_out, v_pair) AS p(p_out, id) WHERE p.p_out IS NOT NULL) p(event, id) ON p.event = e.id
        WHERE r.kind <> 'stay'
        UNION ALL
        SELECT r.i, r.kind, NULL, a.id, r.nth = 1 AND (a.id = ANY (v_stay) OR a.id = ANY (v_longer))
        FROM r LEFT JOIN attendance a ON a.connection = p_connection AND a.lane = r.lane AND a.check_in = r.at AND a.voided_at IS NULL
        WHERE r.kind = 'stay'
    ), known AS MATERIALIZED (
        SELECT f.i, f.new, d.cause,
               coalesce(f.event, CASE WHEN f.kind <> 'stay' THEN (
                   SELECT e.id FROM attendance_event e WHERE e.connection = p_connection AND e.lane = r.lane AND e.at = r.at AND e.kind = r.kind) END) AS event,
               coalesce(f.attendance, CASE f.kind WHEN 'in' THEN (
                   SELECT a.id FROM attendance a WHERE a.connection = p_connection AND a.lane = r.lane AND a.check_in = r.at AND a.voided_at IS NULL)
               WHEN 'stay' THEN (
                   SELECT a.id FROM attendance a WHERE a.connection = p_connection AND a.lane = r.lane AND a.at = r.at AND a.check_in = r.at
                   AND a.voided_at IS NOT NULL UNION ALL
                   SELECT a.id FROM attendance a WHERE a.connection = p_connection AND a.told_lane = r.lane AND a.told_check_in = r.at
                   AND a.corrected_at IS NOT NULL LIMIT 1) END) AS attendance
        FROM found f JOIN r ON r.i = f.i
        LEFT JOIN unnest(v_dead, v_cause) AS d(id, cause) ON f.new AND d.id = f.attendance
    )
    SELECT k.i,
           CASE WHEN k.new AND k.cause IS NULL THEN 'accepted' WHEN k.new THEN 'dead_letter'
                WHEN k.event IS NULL AND k.attendance IS NULL THEN 'rejected' ELSE 'duplicate' END,
           k.attendance, k.event,
           CASE WHEN k.new THEN k.cause WHEN k.event IS NULL AND k.attendance IS NULL THEN 'key-reused' END,
           CASE WHEN k.cause IS NOT NULL THEN (
                    SELECT attendance_detail(k.cause, a.person_id, a.check_in, a.check_out) || '. ' || attendance_remedy(k.cause)
                    FROM attendance a WHERE a.id = k.attendance)
                WHEN k.event IS NULL AND k.attendance IS NULL THEN 'Another event was sent with this idempotency key.' END
    FROM known k ORDER BY k.i;
END
$$;

-- Badges have a person now: what was said of them while nobody had them is that person's, and waits to be pushed.
CREATE FUNCTION attendance_badges_known(p_connection text, p_badges text[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_lanes bigint[]; v_ats timestamptz[]; v_stays bigint[]; v_pairs bigint[]; v_twice bigint[];
BEGIN
    IF p_badges IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock(4711, 0);     -- nobody takes events in meanwhile
    -- An event that the person has under another badge already, or as a part of a stay, is told twice.
    SELECT array_agg(e.id) INTO v_twice
    FROM person_badge b
    JOIN attendance_event e ON e.connection = p_connection AND e.lane = attendance_lane(NULL, b.badge)
    WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND (
        EXISTS (SELECT FROM attendance_event o WHERE o.connection = p_connection AND o.lane = b.person AND o.at = e.at AND o.kind = e.kind)
        OR e.kind = 'in' AND EXISTS (SELECT FROM attendance a WHERE a.connection = p_connection AND a.lane = b.person
                                     AND a.check_in = e.at AND a.voided_at IS NULL));
    WITH gone AS (
        DELETE FROM attendance a
        USING person_badge b
        WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND a.connection = p_connection
          AND a.lane = attendance_lane(NULL, b.badge) AND a.voided_at IS NULL AND (
            a.in_event = ANY (v_twice) OR a.in_event IS NULL AND a.out_event = ANY (v_twice)
            OR a.check_in IS NOT NULL AND EXISTS (
                SELECT FROM attendance o WHERE o.connection = p_connection AND o.lane = b.person AND o.check_in = a.check_in AND o.voided_at IS NULL))
        RETURNING a.id
    )
    DELETE FROM outbox o USING gone g WHERE o.flow = 'attendance' AND o.connection = p_connection AND o.subject = g.id;
    UPDATE attendance a SET out_event = NULL, check_out = NULL
    FROM person_badge b
    WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND a.connection = p_connection
      AND a.lane = attendance_lane(NULL, b.badge) AND a.voided_at IS NULL AND a.corrected_at IS NULL AND a.in_event IS NOT NULL
      AND a.out_event = ANY (v_twice);
    DELETE FROM attendance_event WHERE id = ANY (v_twice);

    UPDATE attendance a SET told_lane = b.person
    FROM person_badge b
    WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND a.connection = p_connection AND a.corrected_at IS NOT NULL
      AND a.told_lane = attendance_lane(NULL, b.badge);
    WITH moved AS (
        UPDATE attendance a SET lane = b.person, person = b.person
        FROM person_badge b
        WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND a.connection = p_connection
          AND a.lane = attendance_lane(NULL, b.badge)
        RETURNING a.id
    )
    SELECT array_agg(id) INTO v_stays FROM moved;
    WITH moved AS (
        UPDATE attendance_event e SET lane = b.person
        FROM person_badge b
        WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND e.connection = p_connection
          AND e.lane = attendance_lane(NULL, b.badge)
        RETURNING e.lane, e.at, e.settled
    )
    SELECT array_agg(lane) FILTER (WHERE NOT settled), array_agg(at) FILTER (WHERE NOT settled) INTO v_lanes, v_ats FROM moved;
    SELECT array_agg(p_id) INTO v_pairs FROM attendance_pair(p_connection, v_lanes, v_ats);
    PERFORM attendance_changed(v_stays || v_pairs);
    RETURN coalesce(cardinality(v_stays), 0);
END
$$;

-- Persons came back, left or were linked: what waits of them is looked at again.
CREATE FUNCTION attendance_persons_changed(p_connection text, p_persons bigint[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_ids bigint[];
BEGIN
    SELECT array_agg(subject) INTO v_ids
    FROM outbox
    WHERE flow = 'attendance' AND connection = p_connection AND lane = ANY (p_persons)
      AND (status <> 'dead' OR status = 'dead' AND cause IN ('unknown-employee', 'archived-employee'));
    PERFORM attendance_changed(v_ids);
    RETURN coalesce(cardinality(v_ids), 0);
END
$$;

-- Events of an attendance count no more; their neighbours pair without them.
CREATE FUNCTION attendance_settle(p_connection text, p_events bigint[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_lanes bigint[]; v_ats timestamptz[];
BEGIN
    WITH settled AS (
        UPDATE attendance_event SET settled = true WHERE id = ANY (p_events) AND NOT settled RETURNING lane, at
    )
    SELECT array_agg(lane), array_agg(at) INTO v_lanes, v_ats FROM settled;
    RETURN ARRAY(SELECT p_id FROM attendance_pair(p_connection, v_lanes, v_ats));
END
$$;

-- An attendance never was: nothing of it is to be in Odoo. False when there is none, or it is void already.
CREATE FUNCTION attendance_void(p_id bigint, p_reason text, p_actor text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    a attendance;
    v_changed bigint[];
BEGIN
    SELECT * INTO a FROM attendance WHERE id = p_id;
    PERFORM attendance_hold(ARRAY[a.lane]);
    UPDATE attendance SET voided_at = clock_timestamp(), void_reason = p_reason, changed_at = clock_timestamp()
    WHERE id = p_id AND voided_at IS NULL RETURNING * INTO a;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    v_changed := attendance_settle(a.connection, ARRAY[a.in_event, a.out_event]);
    PERFORM attendance_changed(p_id || v_changed);
    INSERT INTO outbox_audit (flow, connection, subject, act, actor, detail)
    VALUES ('attendance', a.connection, p_id, 'voided', p_actor, jsonb_build_object('reason', p_reason));
    RETURN true;
END
$$;

-- Corrects an attendance by hand: p_change holds those of person_id, check_in, check_out that change. From then on events do not
-- change it. Of another person it becomes a new attendance when Odoo may have the old one. The id of the attendance that
-- counts now, or null when there is none. Fails with unique_violation when the person has another one of that check_in.
CREATE FUNCTION attendance_correct(p_id bigint, p_change jsonb, p_actor text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    a attendance;
    b attendance;
    v_changed bigint[];
BEGIN
    PERFORM attendance_hold('{}');
    SELECT * INTO a FROM attendance WHERE id = p_id;
    b := a;
    b.person_id := coalesce(p_change ->> 'person_id', a.person_id);
    IF p_change ? 'person_id' THEN
        SELECT person INTO b.person FROM person_badge WHERE connection = a.connection AND badge = b.person_id;
        b.lane := attendance_lane(b.person, b.person_id);
    END IF;
    PERFORM attendance_hold(ARRAY[a.lane, b.lane]);
    SELECT * INTO a FROM attendance WHERE id = p_id AND voided_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    b.check_in := CASE WHEN p_change ? 'check_in' THEN (p_change ->> 'check_in')::timestamptz ELSE a.check_in END;
    b.check_out := CASE WHEN p_change ? 'check_out' THEN (p_change ->> 'check_out')::timestamptz ELSE a.check_out END;
    IF b.lane <> a.lane AND (a.odoo_id IS NOT NULL OR EXISTS (
            SELECT FROM outbox WHERE flow = 'attendance' AND connection = a.connection AND subject = a.id AND (in_doubt OR status = 'claimed'))) THEN
        UPDATE attendance SET voided_at = clock_timestamp(), void_reason = 'It was another person.', changed_at = clock_timestamp() WHERE id = a.id;
        INSERT INTO attendance (connection, person_id, person, lane, check_in, check_out, at, terminal, source, corrected_at)
        VALUES (a.connection, b.person_id, b.person, b.lane, b.check_in, b.check_out, coalesce(b.check_in, b.check_out), a.terminal, a.source,
                clock_timestamp())
        RETURNING id INTO b.id;
    ELSE
        UPDATE attendance SET person_id = b.person_id, person = b.person, lane = b.lane, check_in = b.check_in, check_out = b.check_out,
            at = coalesce(b.check_in, b.check_out), corrected_at = clock_timestamp(), changed_at = clock_timestamp(),
            told_lane = coalesce(a.told_lane, a.lane), told_check_in = coalesce(a.told_check_in, a.check_in)
        WHERE id = a.id;
    END IF;
    v_changed := attendance_settle(a.connection, ARRAY[a.in_event, a.out_event]);
    PERFORM attendance_changed(ARRAY[a.id, b.id] || v_changed);
    INSERT INTO outbox_audit (flow, connection, subject, act, actor, detail)
    VALUES ('attendance', a.connection, a.id, 'changed', p_actor, jsonb_build_object(
        'from', jsonb_build_object('person_id', a.person_id, 'check_in', a.check_in, 'check_out', a.check_out),
        'to', jsonb_build_object('person_id', b.person_id, 'check_in', b.check_in, 'check_out', b.check_out), 'attendance_id', b.id));
    RETURN b.id;
END
$$;
