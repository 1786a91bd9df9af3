package hub.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What was pulled: contacts and products. */
@Controller
class PulledController {
    private static final String CONTACTS = """
            SELECT odoo_id AS cursor, odoo_id AS id, name, email, phone, mobile, street, city, zip, country_id, website, vat,
                   reference, is_company, parent_id, status, to_json(synced_at) #>> '{}' AS synced_at
            FROM contact
            WHERE connection = :connection AND (:after::bigint IS NULL OR odoo_id > :after::bigint)
              AND (:search::text IS NULL OR strpos(lower(concat_ws(' ', name, email, phone, reference)), lower(:search::text)) > 0)
            ORDER BY odoo_id LIMIT :limit""";
    private static final String PRODUCTS = """
            SELECT odoo_id AS cursor, odoo_id AS id, name, default_code, barcode, list_price, cost, type, category_id, unit_id, status,
                   to_json(synced_at) #>> '{}' AS synced_at
            FROM product
            WHERE connection = :connection AND (:after::bigint IS NULL OR odoo_id > :after::bigint)
              AND (:search::text IS NULL OR strpos(lower(concat_ws(' ', name, default_code, barcode)), lower(:search::text)) > 0)
            ORDER BY odoo_id LIMIT :limit""";

    private final Reach reach;
    private final PulledData data;

    PulledController(Reach reach, PulledData data) {
        this.reach = reach;
        this.data = data;
    }

    @QueryMapping
    Map<String, Object> contacts(
            @Argument String connection, @Argument String search, @Argument int first, @Argument String after) {
        return page(CONTACTS, connection, search, first, after);
    }

    @QueryMapping
    Map<String, Object> products(
            @Argument String connection, @Argument String search, @Argument int first, @Argument String after) {
        return page(PRODUCTS, connection, search, first, after);
    }

    private Map<String, Object> page(String sql, String connection, String search, int first, String after) {
        String key = reach.connection(connection);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("connection", key);
        parameters.put("search", search);
        return data.page(List.of(key), sql, parameters, first, after);
    }
}
