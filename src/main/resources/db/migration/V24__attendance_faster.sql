-- Events come in several times as fast, a stay told as a whole goes together with events of it in whatever order they come, and
-- each cause of a dead letter is put into words once.

-- ---------------------------------------------------------------------------------------------------------------------------
-- Causes
-- ---------------------------------------------------------------------------------------------------------------------------

-- Why an outbox row of the flow attendance is a dead letter, in a sentence. %1$s is the person's id, %2$s how many hours the stay takes.
CREATE OR REPLACE FUNCTION attendance_detail(cause text, person_id text, check_in timestamptz, check_out timestamptz)
    RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format(CASE cause
        WHEN 'unknown-employee' THEN 'Employee not found: %1$s'
        WHEN 'archived-employee' THEN 'The employee is archived in Odoo: %1$s'
        WHEN 'check-out-without-check-in' THEN '%1$s went without having come'
        WHEN 'check-out-before-check-in' THEN 'The check-out of %1$s is before the check-in'
        WHEN 'shift-too-long' THEN '%1$s was there for %2$s hours, which is longer than a shift may be'
        WHEN 'overlapping' THEN 'Odoo holds another attendance of %1$s at that time'
        WHEN 'still-checked-in' THEN 'Odoo has %1$s as still checked in'
        WHEN 'access' THEN 'The Odoo user may not do this for %1$s'
        WHEN 'refused' THEN 'Odoo refuses the attendance of %1$s'
        WHEN 'changed-in-odoo' THEN 'Somebody changed the attendance of %1$s in Odoo'
        WHEN 'deleted-in-odoo' THEN 'Somebody deleted the attendance of %1$s in Odoo'
        WHEN 'locked-in-odoo' THEN 'Odoo does not let the attendance of %1$s be changed any more' END,
        person_id, round(extract(epoch FROM check_out - check_in) / 3600, 1))
$$;

-- What to do about it, in another.
CREATE OR REPLACE FUNCTION attendance_remedy(cause text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE cause
        WHEN 'unknown-employee' THEN
            'Give the employee this badge in Odoo, then pull employees: it goes on by itself. Or correct the person.'
        WHEN 'archived-employee' THEN
            'Unarchive the employee in Odoo, then pull employees: it goes on by itself. Or correct the person.'
        WHEN 'check-out-without-check-in' THEN 'Send the missing check-in, or correct the attendance.'
        WHEN 'check-out-before-check-in' THEN 'Correct the times of the attendance.'
        WHEN 'shift-too-long' THEN 'Send the missing check-out or check-in, or correct the attendance.'
        WHEN 'overlapping' THEN 'Correct the times here or in Odoo, then replay; or discard it.'
        WHEN 'still-checked-in' THEN 'Add the missing check-out here or in Odoo, then replay; or discard it.'
        WHEN 'access' THEN 'Grant the user the right to manage attendances of this employee, then replay.'
        WHEN 'refused' THEN 'Correct what Odoo says, then replay; or discard it.'
        WHEN 'changed-in-odoo' THEN
            'Decide which times are right: correct them in Odoo and discard this, or restore Odoo''s and replay.'
        WHEN 'deleted-in-odoo' THEN 'Discard this when the deletion was right; otherwise create it in Odoo.'
        WHEN 'locked-in-odoo' THEN 'Reopen it in Odoo and replay, or discard the change.' END
$$;

-- What stands in the way of an attendance that can be seen without asking Odoo: a cause, or null. One place for both the view
-- below and attendances that are being made.
CREATE FUNCTION attendance_obstacle(p_employee bigint, p_status text, p_check_in timestamptz, p_check_out timestamptz,
                                    p_longest interval, p_archived boolean) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_employee IS NULL OR p_status = 'deleted' THEN 'unknown-employee'
                WHEN p_status = 'archived' AND NOT coalesce(p_archived, false) THEN 'archived-employee'
                WHEN p_check_in IS NULL THEN 'check-out-without-check-in'
                WHEN p_check_out < p_check_in THEN 'check-out-before-check-in'
                WHEN p_check_out - p_check_in > coalesce(p_longest, interval '24 hours') THEN 'shift-too-long' END
$$;

CREATE OR REPLACE VIEW attendance_state AS
    SELECT a.id, a.connection, a.lane, extract(epoch FROM a.at)::bigint AS position, a.person_id, a.check_in, a.check_out,
           CASE WHEN a.voided_at IS NOT NULL THEN a.odoo_id IS NOT NULL
                WHEN a.odoo_id IS NULL THEN a.check_out IS NOT NULL OR coalesce((SELECT push_open FROM attendance_rules), true)
                ELSE (a.check_in, a.check_out) IS DISTINCT FROM (a.pushed_check_in, a.pushed_check_out) END AS due,
           CASE WHEN a.voided_at IS NULL THEN attendance_obstacle(p.odoo_employee_id, p.odoo_status, a.check_in, a.check_out,
                (SELECT longest_shift FROM attendance_rules), (SELECT push_archived FROM attendance_rules)) END AS cause
    FROM attendance a LEFT JOIN persons p ON p.id = a.person;

-- Puts attendances that were made or changed into the outbox, if Odoo should learn of it, and says what became of them.
CREATE OR REPLACE FUNCTION attendance_changed(p_ids bigint[])
    RETURNS TABLE (o_subject bigint, o_status text, o_cause text) LANGUAGE plpgsql
    SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
    IF cardinality(p_ids) IS NULL OR cardinality(p_ids) = 0 THEN
        RETURN;
    END IF;
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
           s.cause, CASE WHEN s.cause IS NOT NULL THEN attendance_detail(s.cause, s.person_id, s.check_in, s.check_out) END,
           CASE WHEN s.cause IS NOT NULL THEN attendance_remedy(s.cause) END, CASE WHEN s.cause IS NOT NULL THEN clock_timestamp() END
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

-- ---------------------------------------------------------------------------------------------------------------------------
-- Stays told as a whole
-- ---------------------------------------------------------------------------------------------------------------------------

-- Events are paired as if no stay had been told as a whole. A told stay then stands for the pair that begins at its check_in,
-- and ends when it says (of several ends at the last), whatever the going of that pair says; and a going that follows no coming
-- is told already when it lies within a told stay. So it does not matter what comes first.
ALTER TABLE attendance ADD COLUMN told boolean NOT NULL DEFAULT false;
ALTER TABLE attendance ADD COLUMN closed_by_policy boolean NOT NULL DEFAULT false;  -- check_out is what close-open wrote to Odoo
UPDATE attendance SET told = true WHERE in_event IS NULL AND check_in IS NOT NULL AND corrected_at IS NULL;
-- Half a page stays free: a check_out soon follows, and costs no index anything when its row stays on the page.
ALTER TABLE attendance SET (fillfactor = 50);
CREATE INDEX attendance_corrected ON attendance (lane, check_in) WHERE corrected_at IS NOT NULL;

CREATE OR REPLACE VIEW attendance_listed AS
    SELECT a.id, a.connection, a.lane, a.at, a.person_id, p.name, p.department, a.check_in, a.check_out,
           floor(extract(epoch FROM a.check_out - a.check_in) / 60)::bigint AS duration_minutes, a.terminal, a.source,
           CASE WHEN a.voided_at IS NOT NULL THEN 'void' WHEN o.status = 'dead' THEN 'dead_letter' WHEN o.id IS NOT NULL THEN 'waiting'
                WHEN a.odoo_id IS NOT NULL THEN 'pushed' ELSE 'open' END AS status,
           a.odoo_id, o.cause, o.detail AS message, o.remedy, a.corrected_at, a.void_reason,
           a.closed_by_policy
    FROM attendance a
    LEFT JOIN persons p ON p.id = a.person
    LEFT JOIN outbox o ON o.flow = 'attendance' AND o.connection = a.connection AND o.subject = a.id;

-- By what a request knows first: one comparison of numbers finds the way, and nothing else looks like a way to the planner.
ALTER TABLE outbox DROP CONSTRAINT outbox_subject_key, ADD CONSTRAINT outbox_subject_key UNIQUE (subject, flow, connection);
DROP INDEX outbox_lane;
CREATE INDEX outbox_lane ON outbox (lane, flow, connection, position) WHERE status <> 'dead';

-- Whether somebody's going at this moment, which follows no coming, lies within a stay told as a whole.
CREATE FUNCTION attendance_told_within(p_connection text, p_lane bigint, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM attendance a
        WHERE a.lane = p_lane AND a.connection = p_connection AND a.voided_at IS NULL AND a.told
          AND a.check_in BETWEEN p_at - interval '7 days' AND p_at AND a.check_out >= p_at AND (a.check_in < p_at OR a.check_out = p_at))
$$;

DROP FUNCTION attendance_pair(text, bigint[], timestamptz[]);

-- Pairs events around the given moments anew: each coming owns an attendance, which ends with the going that directly
-- follows; a going that follows no coming is an attendance without check_in. When both are said of one second, the going ends
-- the stay before, if there is one: a moment with both leaves things as they were. So only events between the nearest
-- moments with one event, before and behind, can be paired differently. p_told: the attendance was told as a whole, and the
-- pair is only noted on it. The caller holds the lanes (attendance_hold).
CREATE FUNCTION attendance_pair(p_connection text, p_lanes bigint[], p_ats timestamptz[])
    RETURNS TABLE (p_id bigint, p_in bigint, p_out bigint, p_told boolean) LANGUAGE plpgsql
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
                  AND a.voided_at IS NULL AND (a.in_event = o.id OR a.told)) AS own_id
        FROM ordered o WHERE kind = 'in' AND at IS DISTINCT FROM hi
    ), going AS MATERIALIZED (
        SELECT o.*, before IS DISTINCT FROM 'in' AND NOT attendance_told_within(p_connection, o.lane, o.at) AS alone,
               (SELECT a.id FROM attendance a WHERE a.connection = p_connection AND a.lane = o.lane AND a.at = o.at
                  AND a.check_in IS NULL AND a.voided_at IS NULL AND a.out_event = o.id) AS own_id
        FROM ordered o WHERE kind = 'out' AND at IS DISTINCT FROM lo
    ), merged AS (
        DELETE FROM attendance WHERE id = ANY (ARRAY(SELECT own_id FROM going WHERE NOT alone AND own_id IS NOT NULL)) RETURNING id
    ), left_outbox AS (
        DELETE FROM outbox o USING merged m WHERE o.flow = 'attendance' AND o.connection = p_connection AND o.subject = m.id
    ), changed AS (
        UPDATE attendance a SET in_event = s.id, out_event = s.out_id, check_out = CASE WHEN a.told THEN a.check_out ELSE s.out_at END,
            closed_by_policy = false, changed_at = clock_timestamp()
        FROM stay s
        WHERE a.id = s.own_id AND (a.out_event IS DISTINCT FROM s.out_id OR a.in_event IS DISTINCT FROM s.id)
        RETURNING a.id, a.in_event, a.out_event, a.told
    ), made AS (
        INSERT INTO attendance (connection, person_id, person, lane, check_in, check_out, at, terminal, source, in_event, out_event)
        SELECT p_connection, s.person_id, CASE WHEN s.lane > 0 THEN s.lane END, s.lane, s.at, s.out_at, s.at, s.terminal, s.source,
               s.id, s.out_id
        FROM stay s WHERE s.own_id IS NULL
        UNION ALL
        SELECT p_connection, g.person_id, CASE WHEN g.lane > 0 THEN g.lane END, g.lane, NULL, g.at, g.at, g.terminal, g.source, NULL, g.id
        FROM going g WHERE g.alone AND g.own_id IS NULL
        RETURNING id, in_event, out_event, told
    )
    SELECT * FROM changed UNION ALL SELECT * FROM made;
END
$$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Events and stays in
-- ---------------------------------------------------------------------------------------------------------------------------

DROP FUNCTION attendance_take(text, text, json);

-- Takes rows of any kind, in any order: what attendance_take says. The caller holds their lanes.
CREATE FUNCTION attendance_take_any(p_connection text, p_source text, p_rows attendance_row[])
    RETURNS TABLE (r_i int, r_status text, r_attendance bigint, r_event bigint, r_reason text, r_message text)
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    v_event    bigint[]; v_lane bigint[]; v_at timestamptz[]; v_kind text[]; v_settled boolean[];
    v_stay     bigint[]; v_longer bigint[];
    v_lanes    bigint[]; v_ats timestamptz[];
    v_pair     bigint[]; v_changed bigint[]; v_in bigint[]; v_out bigint[];
    v_dead     bigint[]; v_cause text[];
BEGIN
    WITH stored AS (
        INSERT INTO attendance_event (connection, person_id, lane, kind, at, terminal, idempotency_key, source, settled)
        SELECT p_connection, r.person_id, r.lane, r.kind, r.at, r.terminal, r.key, p_source,
               EXISTS (     -- somebody corrected it to what this event says
                   SELECT FROM attendance a
                   WHERE a.connection = p_connection AND a.lane = r.lane AND a.corrected_at IS NOT NULL AND a.voided_at IS NULL
                     AND CASE r.kind WHEN 'in' THEN a.check_in = r.at ELSE a.check_out = r.at END
                     AND a.check_in BETWEEN r.at - interval '7 days' AND r.at)
        FROM unnest(p_rows) r WHERE r.kind <> 'stay'
        ON CONFLICT DO NOTHING
        RETURNING id, lane, at, kind, settled
    )
    SELECT array_agg(id), array_agg(lane), array_agg(at), array_agg(kind), array_agg(settled),
           array_agg(lane) FILTER (WHERE NOT settled), array_agg(at) FILTER (WHERE NOT settled)
    INTO v_event, v_lane, v_at, v_kind, v_settled, v_lanes, v_ats FROM stored;

    IF EXISTS (SELECT FROM unnest(p_rows) WHERE kind = 'stay') THEN
        -- What was known from events ends as the stay says; of several ends the last counts.
        WITH said AS (
            SELECT lane, at, max(check_out) AS check_out FROM unnest(p_rows) WHERE kind = 'stay' GROUP BY lane, at
        ), changed AS (
            UPDATE attendance a SET check_out = s.check_out, told = true, closed_by_policy = false, changed_at = clock_timestamp()
            FROM said s
            WHERE a.connection = p_connection AND a.lane = s.lane AND a.check_in = s.at AND a.voided_at IS NULL
              AND a.corrected_at IS NULL AND (NOT a.told OR a.check_out < s.check_out)
            RETURNING a.id
        )
        SELECT array_agg(id) INTO v_longer FROM changed;
        WITH stored AS (
            INSERT INTO attendance (connection, person_id, person, lane, check_in, check_out, at, terminal, source, idempotency_key, told)
            SELECT DISTINCT ON (r.lane, r.at) p_connection, r.person_id, CASE WHEN r.lane > 0 THEN r.lane END, r.lane, r.at, r.check_out,
                   r.at, r.terminal, p_source, r.key, true
            FROM unnest(p_rows) r
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
        -- Goings that follow no coming are told already within it.
        SELECT v_lanes || array_agg(a.lane) || array_agg(a.lane), v_ats || array_agg(a.check_in) || array_agg(a.check_out)
        INTO v_lanes, v_ats FROM attendance a WHERE a.id = ANY (v_stay || v_longer);
    END IF;

    SELECT array_agg(p_id), array_agg(p_in), array_agg(p_out), array_agg(p_id) FILTER (WHERE NOT p_told)
    INTO v_pair, v_in, v_out, v_changed FROM attendance_pair(p_connection, v_lanes, v_ats);
    SELECT array_agg(o_subject), array_agg(o_cause) INTO v_dead, v_cause
    FROM attendance_changed(v_changed || v_stay || v_longer) WHERE o_status = 'dead';

    RETURN QUERY
    WITH r AS (
        SELECT u.*, row_number() OVER (PARTITION BY u.lane, u.at, u.kind ORDER BY u.check_out DESC NULLS LAST, u.i) AS nth FROM unnest(p_rows) u
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

-- An event that goes on where its lane ended, with the ids that it and its attendance get.
CREATE TYPE attendance_step AS (
    i int, person_id text, kind text, at timestamptz, terminal text, key text, lane bigint,
    event      bigint,
    attendance bigint,          -- the one that it opens or ends
    known      boolean,         -- whether that was there before
    out_event  bigint,          -- of a coming: the going that follows at once
    check_out  timestamptz
);

-- Stores events that are all later than anything their lanes hold, so that what they mean is known without looking around: a
-- coming opens an attendance, and a going ends the one before. Gives the dead letters among those attendances. Fails with
-- unique_violation when an idempotency key is known.
CREATE FUNCTION attendance_append(p_connection text, p_source text, p_steps attendance_step[])
    RETURNS TABLE (d_id bigint, d_cause text) LANGUAGE plpgsql
    SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    v_rules attendance_rules;
    v_ended bigint[]; v_dead bigint[]; v_cause text[];
BEGIN
    SELECT * INTO v_rules FROM attendance_rules;
    WITH step AS MATERIALIZED (
        SELECT * FROM unnest(p_steps)
    ), stored AS (
        INSERT INTO attendance_event (id, connection, person_id, lane, kind, at, terminal, idempotency_key, source) OVERRIDING SYSTEM VALUE
        SELECT event, p_connection, person_id, lane, kind, at, terminal, key, p_source FROM step
    ), opened AS (
        INSERT INTO attendance (id, connection, person_id, person, lane, check_in, check_out, at, terminal, source, in_event, out_event)
            OVERRIDING SYSTEM VALUE
        SELECT attendance, p_connection, person_id, CASE WHEN lane > 0 THEN lane END, lane, at, check_out, at, terminal, p_source,
               event, out_event
        FROM step WHERE kind = 'in'
    ), ended AS (
        UPDATE attendance a SET out_event = s.event, check_out = s.at, closed_by_policy = false, changed_at = clock_timestamp()
        FROM step s LEFT JOIN persons p ON p.id = s.lane WHERE s.known AND a.id = s.attendance
        RETURNING a.id, attendance_obstacle(p.odoo_employee_id, p.odoo_status, a.check_in, a.check_out, v_rules.longest_shift,
                                            v_rules.push_archived) AS cause
    ), unread AS (      -- wait for their first push, which reads them anew: locked, so that it has not begun
        SELECT e.id FROM ended e CROSS JOIN LATERAL (
            SELECT o.status, o.in_doubt, o.cause, o.due_at FROM outbox o
            WHERE o.flow = 'attendance' AND o.connection = p_connection AND o.subject = e.id
            FOR NO KEY UPDATE) o
        WHERE e.cause IS NULL AND o.status = 'waiting' AND NOT o.in_doubt AND o.cause IS NULL AND o.due_at <= clock_timestamp()
    ), waiting AS (     -- as attendance_changed does of one that was not there before
        INSERT INTO outbox (flow, connection, subject, lane, position, status, cause, detail, remedy, dead_at)
        SELECT 'attendance', p_connection, n.attendance, n.lane, extract(epoch FROM n.at)::bigint,
               CASE WHEN n.cause IS NULL THEN 'waiting' ELSE 'dead' END, n.cause,
               CASE WHEN n.cause IS NOT NULL THEN attendance_detail(n.cause, n.person_id, n.at, n.check_out) END,
               CASE WHEN n.cause IS NOT NULL THEN attendance_remedy(n.cause) END,
               CASE WHEN n.cause IS NOT NULL THEN clock_timestamp() END
        FROM (SELECT s.*, attendance_obstacle(p.odoo_employee_id, p.odoo_status, s.at, s.check_out, v_rules.longest_shift,
                                              v_rules.push_archived) AS cause
              FROM step s LEFT JOIN persons p ON p.id = s.lane
              WHERE s.kind = 'in' AND (s.check_out IS NOT NULL OR coalesce(v_rules.push_open, true))) n
        RETURNING subject, cause
    )
    SELECT ARRAY(SELECT id FROM ended EXCEPT SELECT id FROM unread), array_agg(subject) FILTER (WHERE cause IS NOT NULL), array_agg(cause) FILTER (WHERE cause IS NOT NULL)
    INTO v_ended, v_dead, v_cause FROM waiting;
    RETURN QUERY SELECT * FROM unnest(v_dead, v_cause);
    RETURN QUERY SELECT o_subject, o_cause FROM attendance_changed(v_ended) WHERE o_status = 'dead';
END
$$;

-- Takes rows [{i, person_id, kind, at, check_out, terminal, key}], kind in, out or stay (without check_out it is an in), times in
-- seconds since 1970: events are stored and paired, stays stored, and the outbox filled. Says of each row what became of it. Rows
-- that are known already change nothing, in whatever order they come.
CREATE FUNCTION attendance_take(p_connection text, p_source text, p_rows json)
    RETURNS TABLE (r_i int, r_status text, r_attendance bigint, r_event bigint, r_reason text, r_message text)
    LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    v_rows  attendance_row[];       -- everything that came
    v_other attendance_row[];       -- what does not simply go on
    v_steps attendance_step[];      -- what does
    v_dead  bigint[]; v_cause text[];
BEGIN
    -- Whose rows they are. Badges stay where they are meanwhile, and nobody else pairs these lanes.
    PERFORM attendance_hold('{}');
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

    -- Lanes that simply go on: only events, each later than the one before and all later than what is known; each going follows
    -- a coming; and nobody told or corrected anything around that time.
    WITH row AS (
        SELECT u.*, nextval('attendance_event_id_seq') AS event, nextval('attendance_id_seq') AS opens FROM unnest(v_rows) u
    ), ordered AS (
        SELECT r.*, lag(at) OVER w AS before_at, lag(kind) OVER w AS before, lag(opens) OVER w AS before_opens,
               lead(kind) OVER w AS next, lead(event) OVER w AS next_event, lead(at) OVER w AS next_at
        FROM row r WINDOW w AS (PARTITION BY lane ORDER BY at)
    ), judged AS (
        SELECT o.*, last.open,
               bool_and(kind <> 'stay' AND (kind = 'in' OR coalesce(before = 'in', last.open IS NOT NULL)) AND CASE
                   WHEN before IS NOT NULL THEN before_at < at
                   ELSE coalesce(last.plain, true)
                        AND NOT EXISTS (SELECT FROM attendance_event e WHERE e.lane = o.lane AND e.connection = p_connection AND e.at >= o.at)
                        AND NOT EXISTS (SELECT FROM attendance a WHERE a.lane = o.lane AND a.connection = p_connection
                                        AND a.corrected_at IS NOT NULL AND a.check_in >= o.at - interval '7 days') END)
                   OVER (PARTITION BY lane) AS plain
        FROM ordered o
        LEFT JOIN LATERAL (
            SELECT CASE WHEN a.out_event IS NULL THEN a.id END AS open,
                   a.in_event IS NOT NULL AND NOT a.told AND a.corrected_at IS NULL AND a.check_in < o.at AS plain
            FROM attendance a
            WHERE o.before IS NULL AND a.lane = o.lane AND a.connection = p_connection AND a.check_in IS NOT NULL AND a.voided_at IS NULL
            ORDER BY a.check_in DESC LIMIT 1) last ON true
    )
    SELECT array_agg(ROW(i, person_id, kind, at, terminal, key, lane, event,
                         CASE WHEN kind = 'in' THEN opens WHEN before = 'in' THEN before_opens ELSE open END,
                         kind = 'out' AND before IS NULL,
                         CASE WHEN kind = 'in' AND next = 'out' THEN next_event END,
                         CASE WHEN kind = 'in' AND next = 'out' THEN next_at END)::attendance_step) FILTER (WHERE plain),
           array_agg(ROW(i, person_id, kind, at, check_out, terminal, key, lane)::attendance_row ORDER BY i) FILTER (WHERE NOT plain)
    INTO v_steps, v_other FROM judged;

    IF v_steps IS NOT NULL THEN
        BEGIN
            SELECT array_agg(d_id), array_agg(d_cause) INTO v_dead, v_cause FROM attendance_append(p_connection, p_source, v_steps);
        EXCEPTION WHEN unique_violation THEN    -- an idempotency key is known: which row that is, the other way finds out
            v_steps := NULL;
            v_other := v_rows;
        END;
        RETURN QUERY
        SELECT s.i, CASE WHEN d.id IS NULL THEN 'accepted' ELSE 'dead_letter' END, s.attendance, s.event, d.cause,
               CASE WHEN d.id IS NOT NULL THEN (
                   SELECT attendance_detail(d.cause, a.person_id, a.check_in, a.check_out) || '. ' || attendance_remedy(d.cause)
                   FROM attendance a WHERE a.id = d.id) END
        FROM unnest(v_steps) s LEFT JOIN unnest(v_dead, v_cause) AS d(id, cause) ON d.id = s.attendance;
    END IF;
    IF v_other IS NOT NULL THEN
        RETURN QUERY SELECT * FROM attendance_take_any(p_connection, p_source, v_other);
    END IF;
END
$$;


-- ---------------------------------------------------------------------------------------------------------------------------
-- Persons and corrections
-- ---------------------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION attendance_badges_known(p_connection text, p_badges text[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_lanes bigint[]; v_ats timestamptz[]; v_stays bigint[]; v_pairs bigint[]; v_twice bigint[]; v_longer bigint[];
BEGIN
    IF p_badges IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock(4711, 0);     -- nobody takes events in meanwhile
    -- An event that the person has under another badge already, or in an attendance that somebody corrected, is told twice.
    SELECT array_agg(e.id), array_agg(b.person), array_agg(e.at) INTO v_twice, v_lanes, v_ats
    FROM person_badge b
    JOIN attendance_event e ON e.connection = p_connection AND e.lane = attendance_lane(NULL, b.badge)
    WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND (
        EXISTS (SELECT FROM attendance_event o WHERE o.connection = p_connection AND o.lane = b.person AND o.at = e.at AND o.kind = e.kind)
        OR e.kind = 'in' AND EXISTS (SELECT FROM attendance a WHERE a.connection = p_connection AND a.lane = b.person
                                     AND a.check_in = e.at AND a.voided_at IS NULL AND a.corrected_at IS NOT NULL));
    -- A stay told as a whole of a coming that the person has already says how that ends.
    WITH longer AS (
        UPDATE attendance o SET told = true, check_out = a.check_out, closed_by_policy = false, changed_at = clock_timestamp()
        FROM person_badge b
        JOIN attendance a ON a.connection = p_connection AND a.lane = attendance_lane(NULL, b.badge) AND a.told AND a.voided_at IS NULL
        WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND o.connection = p_connection AND o.lane = b.person
          AND o.check_in = a.check_in AND o.voided_at IS NULL AND o.corrected_at IS NULL AND (NOT o.told OR o.check_out < a.check_out)
        RETURNING o.id
    )
    SELECT array_agg(id) INTO v_longer FROM longer;
    WITH gone AS (
        DELETE FROM attendance a
        USING person_badge b
        WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND a.connection = p_connection
          AND a.lane = attendance_lane(NULL, b.badge) AND a.voided_at IS NULL AND (
            NOT a.told AND (a.in_event = ANY (v_twice) OR a.in_event IS NULL AND a.out_event = ANY (v_twice))
            OR a.check_in IS NOT NULL AND EXISTS (
                SELECT FROM attendance o WHERE o.connection = p_connection AND o.lane = b.person AND o.check_in = a.check_in AND o.voided_at IS NULL))
        RETURNING a.id
    )
    DELETE FROM outbox o USING gone g WHERE o.flow = 'attendance' AND o.connection = p_connection AND o.subject = g.id;
    UPDATE attendance a SET in_event = CASE WHEN a.in_event <> ALL (v_twice) THEN a.in_event END,
        out_event = CASE WHEN a.out_event <> ALL (v_twice) THEN a.out_event END, check_out = CASE WHEN a.told THEN a.check_out END
    FROM person_badge b
    WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND a.connection = p_connection
      AND a.lane = attendance_lane(NULL, b.badge) AND a.voided_at IS NULL AND a.corrected_at IS NULL AND a.check_in IS NOT NULL
      AND (a.out_event = ANY (v_twice) OR a.in_event = ANY (v_twice));
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
    SELECT v_longer || array_agg(id) INTO v_stays FROM moved;
    WITH moved AS (
        UPDATE attendance_event e SET lane = b.person
        FROM person_badge b
        WHERE b.connection = p_connection AND b.badge = ANY (p_badges) AND e.connection = p_connection
          AND e.lane = attendance_lane(NULL, b.badge)
        RETURNING e.lane, e.at, e.settled
    )
    SELECT v_lanes || array_agg(lane) FILTER (WHERE NOT settled), v_ats || array_agg(at) FILTER (WHERE NOT settled) INTO v_lanes, v_ats FROM moved;
    SELECT v_lanes || array_agg(lane) || array_agg(lane), v_ats || array_agg(check_in) || array_agg(check_out) INTO v_lanes, v_ats
    FROM attendance WHERE id = ANY (v_stays) AND told AND voided_at IS NULL;
    SELECT array_agg(p_id) FILTER (WHERE NOT p_told) INTO v_pairs FROM attendance_pair(p_connection, v_lanes, v_ats);
    PERFORM attendance_changed(v_stays || v_pairs);
    RETURN coalesce(cardinality(v_stays), 0);
END
$$;

CREATE OR REPLACE FUNCTION attendance_persons_changed(p_connection text, p_persons bigint[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_ids bigint[];
BEGIN
    IF cardinality(p_persons) > 0 THEN
        PERFORM pg_advisory_xact_lock(4711, 0);     -- what is being taken in reads these persons
    END IF;
    SELECT array_agg(subject) INTO v_ids
    FROM outbox
    WHERE flow = 'attendance' AND connection = p_connection AND lane = ANY (p_persons)
      AND (status <> 'dead' OR status = 'dead' AND cause IN ('unknown-employee', 'archived-employee'));
    PERFORM attendance_changed(v_ids);
    RETURN coalesce(cardinality(v_ids), 0);
END
$$;

CREATE OR REPLACE FUNCTION attendance_settle(p_connection text, p_events bigint[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_lanes bigint[]; v_ats timestamptz[];
BEGIN
    WITH settled AS (
        UPDATE attendance_event SET settled = true WHERE id = ANY (p_events) AND NOT settled RETURNING lane, at
    )
    SELECT array_agg(lane), array_agg(at) INTO v_lanes, v_ats FROM settled;
    RETURN ARRAY(SELECT p_id FROM attendance_pair(p_connection, v_lanes, v_ats) WHERE NOT p_told);
END
$$;
