package gateway.mirror;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements for a read. Names of fields come from {@link Resource}; what the client sent travels as parameters. */
final class MirrorSql {
    private static final Set<String> NEVER_EMPTY = Set.of("product_id", "location_id");

    private final Map<String, Object> parameters = new HashMap<>();
    private final String text;

    private MirrorSql(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * From the mirror, in one round trip: a row when the flow's last complete window began at most so many seconds ago, and nothing
     * that the hub itself has written to the model waits to be read again.
     *
     * @param maxAge -1 for any age
     */
    static MirrorSql mirrored(Read read, String connection, long maxAge) {
        // The model stands in the text, so that a plan that is kept knows the indexes of the model.
        String all = "m.connection = :connection AND m.model = '"
                + read.getModel().replace("'", "''") + "' AND NOT m.deleted" + conditions(read);
        String total = read.isCounted() ? "(SELECT count(*) FROM mirror m WHERE " + all + ")" : "-1";
        MirrorSql sql = new MirrorSql("""
                SELECT s.age, p.*, %s AS total
                FROM (SELECT extract(epoch FROM clock_timestamp() - watermark)::float8 AS age FROM sync_flow
                      WHERE flow = :flow AND connection = :connection AND watermark IS NOT NULL) s,
                LATERAL (%s) p
                WHERE :maxAge::bigint < 0
                   OR s.age <= :maxAge::bigint AND NOT EXISTS (
                       SELECT FROM change_hint h
                       WHERE h.connection = :connection AND h.model = :model AND h.source = 'gateway')""".formatted(
                        total,
                        page(
                                read,
                                "SELECT " + shaped(read, named(read)) + " AS data, m.odoo_id FROM mirror m WHERE " + all
                                        + keyset(read) + " ORDER BY " + order(read)
                                        + " LIMIT :limit + 1 OFFSET :offset")));
        sql.parameters.putAll(bounds(read).parameters());
        sql.parameters.put("shape", read.resource().name());
        sql.parameters.put("connection", connection);
        sql.parameters.put("model", read.getModel());
        sql.parameters.put("flow", read.getFlow());
        sql.parameters.put("maxAge", maxAge);
        sql.parameters.put("limit", read.limit());
        sql.parameters.put("offset", read.offset());
        sql.parameters.put("after", read.after());
        sql.parameters.put("id", read.id());
        sql.parameters.put("search", read.search() == null ? "" : like(read.search()));
        read.filters()
                .forEach((field, value) ->
                        sql.parameters.put("f_" + field, value instanceof Long ? value : value.toString()));
        return sql;
    }

    /** From what Odoo has just answered, in Odoo's order. */
    static MirrorSql answered(Read read, byte[] records) {
        MirrorSql sql = new MirrorSql(page(read, """
                SELECT %s AS data, (e ->> 'id')::bigint AS odoo_id
                FROM jsonb_array_elements(mirror_page(:page)) WITH ORDINALITY AS t(e, o) ORDER BY o""".formatted(shaped(read, "mirror_shape(:model, e)"))));
        sql.parameters.put("shape", read.resource().name());
        sql.parameters.put("model", read.getModel());
        sql.parameters.put("limit", read.limit());
        sql.parameters.put("page", records);
        return sql;
    }

    /** Whole records, each on a line: {@link ChosenFields} leaves those fields that were asked for. */
    private static String page(Read read, String rows) {
        return """
                SELECT coalesce(string_agg(data::text, E'\\n') FILTER (WHERE n <= :limit), '') AS records,
                       count(*) AS found, max(odoo_id) FILTER (WHERE n <= :limit) AS last,
                       %s AS version
                FROM (SELECT data, odoo_id, row_number() OVER () AS n FROM (%s) r) r""".formatted(read.isWhole() ? "md5(max(data::text))" : "NULL::text", rows);
    }

    private static String conditions(Read read) {
        StringBuilder sql = new StringBuilder(bounds(read).condition());
        if (read.id() > 0) {
            return sql.append(" AND m.odoo_id = :id").toString();
        }
        if (read.resource().archives()) {
            sql.append(read.archived() ? " AND m.archived" : " AND NOT m.archived");
        }
        read.filters().forEach((field, value) -> sql.append(" AND ")
                .append(value instanceof Long ? id(field) : "(m.data ->> '" + field + "')")
                .append(" = :f_")
                .append(field));
        // Odoo's false for nothing is no text.
        if (read.search() != null) {
            sql.append(read.resource().searched().stream()
                    .map(field -> "nullif(m.data ->> '" + read.resource().stored(field) + "', 'false') ILIKE :search")
                    .collect(Collectors.joining(" OR ", " AND (", ")")));
        }
        return sql.toString();
    }

    /** The bounds of a mirrored resource are such as SQL can say; see {@link DomainSql#of}. */
    private static DomainSql bounds(Read read) {
        return DomainSql.of(read.resource().bounds(), read.resource().stored()).orElseThrow();
    }

    /** A row's data under the names of the resource. */
    private static String named(Read read) {
        return read.resource().stored().entrySet().stream()
                .map(name -> " || jsonb_build_object('" + name.getKey() + "', m.data -> '" + name.getValue() + "')")
                .collect(Collectors.joining("", "(m.data", ")"));
    }

    /** What a resource of the gateway makes of a record; the others are mirrored as they are answered. */
    private static String shaped(Read read, String data) {
        return read.resource().source() == null ? data : "gateway_shape(:shape, " + data + ")";
    }

    /** The id in a reference. One that is never empty goes the way of its index; of others the element of false is false itself. */
    private static String id(String field) {
        String id = "(m.data -> '" + field + "' ->> 0)::bigint";
        return NEVER_EMPTY.contains(field)
                ? id
                : "CASE WHEN jsonb_typeof(m.data -> '" + field + "') = 'array' THEN " + id + " END";
    }

    private static String keyset(Read read) {
        return read.after() > 0 ? " AND m.odoo_id > :after" : "";
    }

    /** Nothing comes last, and first where the order descends, as in Odoo: jsonb puts false behind texts and numbers. */
    private static String order(Read read) {
        return read.order().stream()
                .map(term -> (term.field().equals("id")
                                ? "m.odoo_id"
                                : "m.data -> '" + read.resource().stored(term.field()) + "'")
                        + (term.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
    }

    /** A pattern that finds the text anywhere. */
    static String like(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
