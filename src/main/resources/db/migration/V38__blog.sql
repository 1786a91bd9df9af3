-- The blog, as everybody may read it: published posts of the mirror.

-- Files of Odoo in html, by the keys that they have at /media/odoo: an attachment's id, its external id, or the path of
-- a file that a module brings, with ~ for /.
CREATE FUNCTION blog_media(html text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
        SELECT m[1] AS key FROM regexp_matches(html,
            '/web/(?:image|content)/([0-9]+|[a-z0-9_]+\.[A-Za-z0-9_.]+)', 'g') m
        UNION ALL
        SELECT replace(m[1], '/', '~') FROM regexp_matches(html,
            '/([a-z0-9_]+/static/[A-Za-z0-9_./-]+\.(?:png|jpe?g|gif|webp))', 'gi') m WHERE m[1] NOT LIKE '%..%') k
$$;

CREATE FUNCTION blog_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE jsonb_typeof(value) WHEN 'string' THEN nullif(value #>> '{}', '') END
$$;

-- All that a post shows. It calls no function of ours, because PostgreSQL sees none of them while it builds an index.
CREATE FUNCTION blog_shows(data jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
        SELECT coalesce(data ->> 'content', '') || ' ' || coalesce(data ->> 'cover_properties', '') AS html) h,
    LATERAL (
        SELECT m[1] AS key FROM regexp_matches(html,
            '/web/(?:image|content)/([0-9]+|[a-z0-9_]+\.[A-Za-z0-9_.]+)', 'g') m
        UNION ALL
        SELECT replace(m[1], '/', '~') FROM regexp_matches(html,
            '/([a-z0-9_]+/static/[A-Za-z0-9_./-]+\.(?:png|jpe?g|gif|webp))', 'gi') m WHERE m[1] NOT LIKE '%..%') k
$$;

CREATE INDEX mirror_post_media ON mirror USING gin (blog_shows(data))
    WHERE model = 'blog.post' AND NOT deleted AND NOT archived AND data -> 'is_published' = 'true';

-- A post is public once it is published, its time has come, and its blog is there.
CREATE VIEW blog_post AS
SELECT p.connection, p.odoo_id AS id, p.data, p.data ->> 'post_date' AS post_date, p.pulled_at,
       regexp_replace(p.data ->> 'website_url', '^.*/', '') AS slug,
       p.data ->> 'name' AS name,
       blog_text(p.data -> 'subtitle') AS subtitle,
       blog_text(p.data -> 'teaser') AS teaser,
       blog_text(p.data -> 'content') AS content,
       (p.data -> 'blog_id' ->> 0)::bigint AS category_id,
       mirror_moment(p.data ->> 'post_date') AS published_at,
       greatest(p.write_date, mirror_moment(p.data ->> 'post_date')) AS changed_at,
       jsonb_build_object(
           'id', p.odoo_id,
           'slug', regexp_replace(p.data ->> 'website_url', '^.*/', ''),
           'name', p.data ->> 'name',
           'subtitle', blog_text(p.data -> 'subtitle'),
           'teaser', blog_text(p.data -> 'teaser'),
           'author', coalesce(blog_text(p.data -> 'author_name'), regexp_replace(blog_text(p.data -> 'author_id' -> 1), '^.*, ', '')),
           'category', CASE WHEN b.odoo_id IS NULL THEN NULL ELSE jsonb_build_object('id', b.odoo_id, 'name', b.data ->> 'name') END,
           'tags', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.odoo_id, 'name', t.data ->> 'name') ORDER BY t.data ->> 'name'), '[]')
                    FROM mirror t WHERE t.connection = p.connection AND t.model = 'blog.tag' AND NOT t.deleted
                      AND p.data -> 'tag_ids' @> to_jsonb(t.odoo_id)),
           'image', (SELECT '/media/odoo/' || k FROM unnest(blog_media(coalesce(blog_text(p.data -> 'cover_properties'), ''))) k LIMIT 1),
           'published_at', to_char(mirror_moment(p.data ->> 'post_date') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'changed_at', to_char(greatest(p.write_date, mirror_moment(p.data ->> 'post_date')) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
       ) AS summary
FROM mirror p
LEFT JOIN mirror b ON b.connection = p.connection AND b.model = 'blog.blog' AND b.odoo_id = (p.data -> 'blog_id' ->> 0)::bigint
WHERE p.model = 'blog.post' AND NOT p.deleted AND NOT p.archived AND p.data -> 'is_published' = 'true'
  AND p.data ->> 'post_date' <= to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
  AND NOT coalesce(b.archived OR b.deleted, false);
COMMENT ON VIEW blog_post IS 'Posts that everybody may read.';
