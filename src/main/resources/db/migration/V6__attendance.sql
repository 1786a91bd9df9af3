-- Attendance: who may come and go, what terminals said, what is to be in Odoo, and the outbox that brings it there.

CREATE TABLE odoo_department (
    connection text NOT NULL DEFAULT 'default',
    id         bigint NOT NULL,
    name       text NOT NULL,
    PRIMARY KEY (connection, id)
);

CREATE TABLE odoo_job (
    connection text NOT NULL DEFAULT 'default',
    id         bigint NOT NULL,
    name       text NOT NULL,
    PRIMARY KEY (connection, id)
);

CREATE TABLE persons (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection       text NOT NULL DEFAULT 'default',
    person_id        text NOT NULL,    -- the badge, or ODOO_ and the employee's id where there is none
    name             text NOT NULL,
    email            text,
    phone            text,
    department       text,
    position         text,
    metadata         jsonb NOT NULL DEFAULT '{}',
    odoo_employee_id bigint,
    odoo_status      text NOT NULL DEFAULT 'linked' CHECK (odoo_status IN ('linked', 'archived', 'deleted', 'local')),
    odoo_last_sync   timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT persons_person_id_key UNIQUE (connection, person_id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT persons_odoo_employee_id_key UNIQUE (connection, odoo_employee_id)
);

-- The persons whose employee should still be there in Odoo.
CREATE VIEW persons_in_odoo AS
    SELECT odoo_employee_id FROM persons WHERE odoo_status IN ('linked', 'archived');

-- Every badge that a person has or had: an event of an old badge still finds its person, until somebody else gets the badge.
CREATE TABLE person_badge (
    connection text NOT NULL DEFAULT 'default',
    badge      text NOT NULL,
    person     bigint NOT NULL REFERENCES persons ON DELETE CASCADE,
    since      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (connection, badge)
);
CREATE INDEX person_badge_by_person ON person_badge (person);

-- What a terminal said: somebody came, or went. The same said again is one event.
CREATE TABLE attendance_event (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection      text NOT NULL DEFAULT 'default',
    person_id       text NOT NULL,      -- as the terminal said
    lane            bigint NOT NULL,    -- attendance_lane(person, person_id)
    kind            text NOT NULL CHECK (kind IN ('in', 'out')),
    at              timestamptz NOT NULL,
    terminal        text,
    idempotency_key text,
    source          text NOT NULL CHECK (source IN ('rest', 'csv', 'kafka')),
    received_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled         boolean NOT NULL DEFAULT false,     -- its attendance was corrected, voided or told as a whole: pairs no more
    CONSTRAINT attendance_event_key UNIQUE (lane, at, kind, connection)
);
CREATE UNIQUE INDEX attendance_event_idempotency ON attendance_event (idempotency_key, connection) WHERE idempotency_key IS NOT NULL;

-- One stay: from a check-in to its check-out, paired from events or told as a whole. Beside it, what Odoo holds of it.
CREATE TABLE attendance (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection       text NOT NULL DEFAULT 'default',
    person_id        text NOT NULL,
    person           bigint,                        -- null: nobody known has this badge; persons are never deleted
    lane             bigint NOT NULL,
    check_in         timestamptz,                   -- null: somebody went who never came
    check_out        timestamptz,                   -- null: still there
    at               timestamptz NOT NULL,          -- check_in, or check_out where nobody came: what lists go by
    terminal         text,
    source           text NOT NULL CHECK (source IN ('rest', 'csv', 'kafka')),
    in_event         bigint,                        -- events are never deleted, so no foreign key is checked at each row
    out_event        bigint,
    idempotency_key  text,
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    corrected_at     timestamptz,                   -- by hand: events do not change it any more
    told_lane        bigint,                        -- of a corrected one, as it was told: the same told again is known
    told_check_in    timestamptz,
    voided_at        timestamptz,
    void_reason      text,
    odoo_id          bigint,
    pushed_check_in  timestamptz,                   -- as Odoo was told: what a correction compares with
    pushed_check_out timestamptz,
    pushed_at        timestamptz,
    CHECK (check_in IS NOT NULL OR check_out IS NOT NULL)
) WITH (fillfactor = 85);   -- a check_out soon follows
CREATE UNIQUE INDEX attendance_one_check_in ON attendance (lane, check_in, connection) WHERE check_in IS NOT NULL AND voided_at IS NULL;
CREATE UNIQUE INDEX attendance_idempotency ON attendance (connection, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX attendance_voided ON attendance (connection, lane, at) WHERE voided_at IS NOT NULL;
CREATE INDEX attendance_told ON attendance (connection, told_lane, told_check_in) WHERE corrected_at IS NOT NULL;
CREATE INDEX attendance_orphan ON attendance (connection, lane, at) WHERE check_in IS NULL;
CREATE INDEX attendance_by_time ON attendance (at, id);
CREATE INDEX attendance_by_odoo_id ON attendance (connection, odoo_id) WHERE odoo_id IS NOT NULL;

-- Rows waiting to be pushed, of any flow. A row leaves with a known outcome; one that will not succeed by itself stays as a
-- dead letter. Rows of one lane go in order of position, and never side by side.
CREATE TABLE outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flow          text NOT NULL,
    connection    text NOT NULL DEFAULT 'default',
    subject       bigint NOT NULL,                  -- id of the row to push, in the flow's table
    lane          bigint NOT NULL,
    position      bigint NOT NULL,                  -- order within the lane; attendance: seconds since 1970 of the check-in
    status        text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'claimed', 'dead')),
    due_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    claim         uuid,
    claimed_until timestamptz,
    revision      int NOT NULL DEFAULT 1,           -- grows when the subject changes, so that a push under way does not end it
    attempts      int NOT NULL DEFAULT 0,
    in_doubt      boolean NOT NULL DEFAULT false,   -- a create was sent, or may have been: look in Odoo before sending it again
    cause         text,                             -- why it waits or is dead: unknown-employee, overlapping, access, ...
    detail        text,                             -- the cause in a sentence
    remedy        text,                             -- what to do, in another
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    dead_at       timestamptz,
    CONSTRAINT outbox_subject_key UNIQUE (flow, connection, subject)
) WITH (fillfactor = 85);
CREATE INDEX outbox_due ON outbox (flow, connection, due_at, id) WHERE status = 'waiting';
CREATE INDEX outbox_lane ON outbox (flow, connection, lane, position) WHERE status <> 'dead';
CREATE INDEX outbox_claimed ON outbox (claimed_until) WHERE status = 'claimed';
CREATE INDEX outbox_dead ON outbox (flow, connection, cause, id) WHERE status = 'dead';

-- What people did to outbox rows: replayed, changed, discarded; and to attendances: changed, voided.
CREATE TABLE outbox_audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    flow       text NOT NULL,
    connection text NOT NULL DEFAULT 'default',
    subject    bigint NOT NULL,
    act        text NOT NULL CHECK (act IN ('replayed', 'changed', 'discarded', 'voided')),
    actor      text NOT NULL,
    detail     jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX outbox_audit_by_subject ON outbox_audit (flow, connection, subject, id);

-- What clients of GET /api/v1/logs read: a line for each pull and push, in words.
CREATE TABLE activity_log (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    category text NOT NULL,             -- odoo_sync
    level    text NOT NULL CHECK (level IN ('info', 'warning', 'error')),
    flow     text,
    message  text NOT NULL,
    details  jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX activity_log_by_category ON activity_log (category, id DESC);

-- Attendances of a known person go by the person; of an unknown badge by the badge (a negative number).
CREATE FUNCTION attendance_lane(person bigint, person_id text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(person, -1 - (hashtextextended(person_id, 0) & 9223372036854775806))
$$;
