-- What runs next: whoever has waited longest, the hosts in turn, within the limits. Asked for by one process at a time.
WITH busy AS MATERIALIZED (
    SELECT c.id, c.host, c.owner FROM connection_flow f JOIN odoo_connection c ON c.id = f.connection_id
    WHERE f.claimed_until > clock_timestamp()
), due AS (
    SELECT f.connection_id, f.flow, f.due_at, f.failures > 0 AS failing, c.host, c.owner,
           row_number() OVER (PARTITION BY c.id ORDER BY f.due_at, f.flow)
               + (SELECT count(*) FROM busy b WHERE b.id = c.id) AS place
    FROM connection_flow f JOIN odoo_connection c ON c.id = f.connection_id JOIN hub_user u ON u.id = c.owner
    WHERE f.enabled AND f.due_at <= clock_timestamp() AND (f.claim IS NULL OR f.claimed_until <= clock_timestamp())
      AND c.state = 'active' AND u.enabled
), by_owner AS (
    SELECT d.*, row_number() OVER (PARTITION BY owner ORDER BY due_at, connection_id, flow)
               + (SELECT count(*) FROM busy b WHERE b.owner = d.owner) AS owner_place
    FROM due d WHERE place <= :perConnection
), by_host AS (
    SELECT o.*, row_number() OVER (PARTITION BY host ORDER BY due_at, connection_id, flow)
               + (SELECT count(*) FROM busy b WHERE b.host = o.host) AS host_place
    FROM by_owner o WHERE owner_place <= :perOwner
), chosen AS (
    SELECT connection_id, flow, host_place FROM (
        SELECT h.*, row_number() OVER (PARTITION BY failing ORDER BY host_place, due_at) AS failing_place
        FROM by_host h WHERE host_place <= :perHost) s
    WHERE NOT failing OR failing_place <= :failing
    ORDER BY host_place, due_at, connection_id, flow LIMIT :free
), taken AS (
    SELECT f.connection_id, f.flow, c.host_place FROM connection_flow f JOIN chosen c USING (connection_id, flow)
    FOR UPDATE OF f SKIP LOCKED
), claimed AS (
    UPDATE connection_flow f SET claim = gen_random_uuid(), claimed_until = clock_timestamp() + make_interval(secs => :lease)
    FROM taken t WHERE t.connection_id = f.connection_id AND t.flow = f.flow
    RETURNING f.connection_id, f.flow, f.claim, f.failures, f.due_at, t.host_place,
        f.compared_at < clock_timestamp() - make_interval(secs => :compare) AS compare
)
SELECT connection_id AS id, flow, claim, failures, coalesce(compare, false) AS compare FROM claimed ORDER BY host_place, due_at
