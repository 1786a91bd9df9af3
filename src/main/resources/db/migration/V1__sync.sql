-- Runs, windows and rejects: what every flow keeps about itself.

CREATE TABLE sync_flow (
    flow       text NOT NULL,
    connection text NOT NULL DEFAULT 'default',
    paused     boolean NOT NULL DEFAULT false,
    watermark  timestamptz,            -- start of the last window whose pages are all stored, by Odoo's clock
    open_from  timestamptz,            -- of the window under way: its lower bound; null means everything
    open_start timestamptz,            -- of the window under way: Odoo's clock when its ids were asked for
    after_id   bigint,                 -- of the window under way: everything up to this id is stored; null means none is under way
    PRIMARY KEY (flow, connection)
);
COMMENT ON TABLE sync_flow IS 'Where each flow stands on each connection.';

CREATE TABLE sync_run (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flow         text NOT NULL,
    connection   text NOT NULL DEFAULT 'default',
    mode         text NOT NULL CHECK (mode IN ('incremental', 'full', 'reconcile')),
    trigger      text NOT NULL CHECK (trigger IN ('schedule', 'start', 'rest', 'command', 'hawtio', 'required')),
    status       text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'succeeded', 'failed', 'interrupted')),
    started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at  timestamptz,
    window_from  timestamptz,
    window_start timestamptz,
    resumed      boolean NOT NULL DEFAULT false,
    expected     bigint,
    read         bigint NOT NULL DEFAULT 0,
    created      bigint NOT NULL DEFAULT 0,
    updated      bigint NOT NULL DEFAULT 0,
    unchanged    bigint NOT NULL DEFAULT 0,
    marked       bigint NOT NULL DEFAULT 0,
    healed       bigint NOT NULL DEFAULT 0,
    skipped      jsonb NOT NULL DEFAULT '{}',
    rejected     bigint NOT NULL DEFAULT 0,
    failure      text,
    remedy       text
);
CREATE UNIQUE INDEX sync_run_one_running ON sync_run (flow, connection) WHERE status = 'running';
CREATE INDEX sync_run_by_flow ON sync_run (flow, connection, id DESC);

CREATE TABLE sync_reject (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flow       text NOT NULL,
    connection text NOT NULL DEFAULT 'default',
    odoo_id    bigint NOT NULL,
    name       text,
    reason     text NOT NULL,
    detail     text,
    blocked_by bigint,                 -- the Odoo id that stands in the way, where there is one
    first_run  bigint NOT NULL REFERENCES sync_run ON DELETE CASCADE,
    last_run   bigint NOT NULL REFERENCES sync_run ON DELETE CASCADE,
    first_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_seen  timestamptz NOT NULL DEFAULT clock_timestamp(),
    healed_at  timestamptz
);
CREATE UNIQUE INDEX sync_reject_open ON sync_reject (flow, connection, odoo_id) WHERE healed_at IS NULL;
CREATE INDEX sync_reject_by_run ON sync_reject (last_run);
CREATE INDEX sync_reject_by_first_run ON sync_reject (first_run);

-- Odoo's habits, hidden in one place each ------------------------------------------------------------------------

-- A page as it came (UTF-8 JSON), ready for json_to_recordset: Odoo's false for nothing becomes null (so a boolean that
-- is false is null too: coalesce it), and NUL, which PostgreSQL cannot hold in text, becomes U+FFFD. Texts keep their content.
CREATE FUNCTION odoo_page(page bytea) RETURNS json LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    t text := convert_from(page, 'UTF8');
BEGIN
    IF strpos(t, '\": false') > 0 OR strpos(t, '\":false') > 0 THEN
        t := regexp_replace(t, '(?<!\\)": ?false', '": null', 'g');
    ELSE
        t := replace(replace(t, '": false', '": null'), '":false', '":null');
    END IF;
    IF strpos(t, '\u0000') > 0 THEN
        t := regexp_replace(t, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g');
    END IF;
    RETURN t::json;
END
$$;

-- The first valid address in an email field, which may hold several, or display names; lower case, NFKC. Null if there is none.
CREATE FUNCTION odoo_email(raw text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    edge  CONSTANT text := '[^[:space:]@<>()\[\],;:".\\!#$%&''*+/=?^_`{|}~-]';
    inner_ CONSTANT text := '[^[:space:]@<>()\[\],;:".\\!#$%&''*+/=?^_`{|}~]*';
    local CONSTANT text := '[^[:space:]@<>()\[\],;:".\\]+';
    label text;
BEGIN
    IF raw ~ '^[a-z0-9_%+-]+(\.[a-z0-9_%+-]+)*@[a-z0-9]+(\.[a-z0-9]+)+$' AND length(raw) <= 254 AND strpos(raw, '@') <= 65 THEN
        RETURN raw;
    END IF;
    label := edge || '(?:' || inner_ || edge || ')?';
    RETURN (
        SELECT m.f[1]
        FROM regexp_matches(lower(normalize(raw, NFKC)),
                            '(?:^|[[:space:]<>(),;:"\[\]])(' || local || '(?:\.' || local || ')*@' || label || '(?:\.' || label
                            || ')+)(?=\.?(?:$|[[:space:]<>(),;:"\[\]]))', 'g') WITH ORDINALITY AS m(f, n)
        WHERE length(m.f[1]) <= 254 AND strpos(m.f[1], '@') <= 65
        ORDER BY m.n LIMIT 1);
END
$$;

-- Bookkeeping ----------------------------------------------------------------------------------------------------

CREATE FUNCTION sync_add_counts(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(k, n), '{}')
    FROM (SELECT k, sum(v::bigint) AS n
          FROM (SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) AS e(k, v)
          GROUP BY k) s
$$;

-- Saves what became of a page and the resume point, in the statement that stored the page.
-- Fails with OH001 when another process has taken the flow over: then nothing of the page is stored.
-- p_last_id null: the page is outside the window (healing, reconciliation) and moves no resume point.
CREATE FUNCTION sync_page_stored(p_run bigint, p_last_id bigint, p_read bigint, p_created bigint, p_updated bigint,
                                 p_unchanged bigint, p_marked bigint, p_rejected bigint, p_skipped jsonb)
    RETURNS SETOF sync_run LANGUAGE plpgsql AS $$
DECLARE
    r sync_run;
BEGIN
    UPDATE sync_run SET
        read = read + CASE WHEN p_last_id IS NULL THEN 0 ELSE p_read END,
        created = created + p_created,
        updated = updated + p_updated,
        unchanged = unchanged + CASE WHEN p_last_id IS NULL THEN 0 ELSE p_unchanged END,
        marked = marked + p_marked,
        rejected = rejected + CASE WHEN p_last_id IS NULL THEN 0 ELSE p_rejected END,
        skipped = CASE WHEN p_last_id IS NULL OR p_skipped = '{}' THEN skipped ELSE sync_add_counts(skipped, p_skipped) END
    WHERE id = p_run AND status = 'running'
    RETURNING * INTO r;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'run % is no longer the current one of its flow', p_run USING ERRCODE = 'OH001';
    END IF;
    IF p_last_id IS NOT NULL THEN
        UPDATE sync_flow SET after_id = p_last_id, open_start = r.window_start
        WHERE flow = r.flow AND connection = r.connection AND p_last_id >= after_id;
    END IF;
    RETURN NEXT r;
END
$$;

-- Keeps rejects ([{id, name, reason, detail, blocked_by}]) and heals those among p_ids that are none any more.
CREATE FUNCTION sync_keep_rejects(p_run bigint, p_ids bigint[], p_rejects jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    r sync_run;
    n bigint;
BEGIN
    SELECT * INTO r FROM sync_run WHERE id = p_run;
    UPDATE sync_reject SET healed_at = clock_timestamp()
    WHERE flow = r.flow AND connection = r.connection AND healed_at IS NULL AND odoo_id = ANY (p_ids)
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(p_rejects) e WHERE (e ->> 'id')::bigint = odoo_id);
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n > 0 THEN
        UPDATE sync_run SET healed = healed + n WHERE id = p_run;
    END IF;
    IF p_rejects <> '[]' THEN
        INSERT INTO sync_reject AS o (flow, connection, odoo_id, name, reason, detail, blocked_by, first_run, last_run)
        SELECT r.flow, r.connection, (e ->> 'id')::bigint, left(e ->> 'name', 200), e ->> 'reason', e ->> 'detail',
               (e ->> 'blocked_by')::bigint, p_run, p_run
        FROM jsonb_array_elements(p_rejects) e
        ON CONFLICT (flow, connection, odoo_id) WHERE healed_at IS NULL DO UPDATE SET
            name = EXCLUDED.name, reason = EXCLUDED.reason, detail = EXCLUDED.detail, blocked_by = EXCLUDED.blocked_by,
            last_run = EXCLUDED.last_run, last_seen = EXCLUDED.last_seen;
    END IF;
    RETURN n;
END
$$;

-- Rows of a table (or view) whose Odoo id is not in p_ids: how many, of how many, and which.
CREATE FUNCTION sync_missing(p_table text, p_column text, p_ids json)
    RETURNS TABLE (missing bigint, total bigint, ids text) LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT count(*) FILTER (WHERE o.id IS NULL), count(*),'
        ' coalesce(json_agg(t.%1$I ORDER BY t.%1$I) FILTER (WHERE o.id IS NULL), ''[]'')::text'
        ' FROM %2$s t LEFT JOIN (SELECT e::bigint AS id FROM json_array_elements_text($1) e) o ON o.id = t.%1$I'
        ' WHERE t.%1$I IS NOT NULL', p_column, p_table::regclass)
        USING p_ids;
END
$$;
