-- The gateway to Odoo's models: what Odoo says of their fields, and the one form of what versions of Odoo have in different ones.

-- As Odoo said last, for the time when it does not answer.
CREATE TABLE gateway_fields (
    connection text NOT NULL,
    model      text NOT NULL,
    fields     jsonb NOT NULL,
    asked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (connection, model)
);

-- One of a pair "from / to" behind the word rental, in which an order keeps its period where Odoo has no field for it.
CREATE FUNCTION gateway_period(origin jsonb, part int) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN origin #>> '{}' ~ '^rental \S+ \S+ / \S+ \S+'
        THEN to_jsonb(substr((regexp_match(origin #>> '{}', '^rental (\S+ \S+) / (\S+ \S+)'))[part], 1, 19))
        ELSE 'false' END
$$;

-- A record as the gateway shows it, whichever version of Odoo it comes from. Of several assignees a task shows the first.
CREATE FUNCTION gateway_shape(resource text, r jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE resource
        WHEN 'project.task' THEN CASE
            WHEN jsonb_typeof(r -> 'user_id') = 'array' AND jsonb_typeof(r -> 'user_id' -> 1) IS DISTINCT FROM 'string'
            THEN r || jsonb_build_object('user_id', CASE WHEN r -> 'user_id' = '[]' THEN 'false'
                ELSE jsonb_build_array(r -> 'user_id' -> 0) END)
            ELSE r END
        WHEN 'sale.rental' THEN r || jsonb_build_object(
            'rental_start', coalesce(r -> 'rental_start_date', gateway_period(r -> 'origin', 1)),
            'rental_end', coalesce(r -> 'rental_return_date', gateway_period(r -> 'origin', 2)))
        ELSE r END
$$;

-- A scope for programs that use the gateway.
ALTER TABLE api_key DROP CONSTRAINT api_key_scopes_check;
ALTER TABLE api_key ADD CONSTRAINT api_key_scopes_check
    CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'attendance', 'sync', 'gateway', 'admin']);
