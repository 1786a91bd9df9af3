package gateway.mirror;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/**
 * What may be read under a name, and how it may be asked for. Names of fields are the hub's own, the same on every Odoo.
 *
 * @param name in addresses, as in {@code manufacturing-orders}
 * @param flow the flow that mirrors the model; null when none has everything that is asked for
 * @param model the model in Odoo
 * @param fields the fields of an answer, in their order; {@code id} comes first
 * @param filters by parameter; each is a field of the same name
 * @param searched the text fields that {@code search} looks into
 * @param sortable the fields that {@code order} takes
 * @param archives whether records can be archived; those are left out unless asked for
 * @param source what Odoo is asked for, as the odoo component takes it; null for the flow's own fields and domain
 * @param bounds the domain that a record has to fit, as Odoo's; empty for all
 * @param module of Odoo that brings the model; null where that is plain
 * @param stored names of fields in the mirror, where they have others there
 */
public record Resource(
        String name,
        String flow,
        String model,
        List<String> fields,
        Map<String, Filter> filters,
        List<String> searched,
        List<String> sortable,
        boolean archives,
        String source,
        ArrayNode bounds,
        String module,
        Map<String, String> stored) {

    private Resource(
            String name,
            String flow,
            String model,
            List<String> fields,
            Map<String, Filter> filters,
            List<String> searched,
            List<String> sortable,
            boolean archives) {
        this(
                name,
                flow,
                model,
                fields,
                filters,
                searched,
                sortable,
                archives,
                null,
                JsonNodeFactory.instance.arrayNode(),
                null,
                Map.of());
    }

    /** The same from the mirror when it can tell who fits the bounds; otherwise without a flow. */
    public Resource mirroredWherePossible() {
        return flow == null || DomainSql.of(bounds, stored).isPresent()
                ? this
                : new Resource(
                        name, null, model, fields, filters, searched, sortable, archives, source, bounds, module,
                        stored);
    }

    /** What a filter compares with. */
    public enum Filter {
        /** A text, exactly. */
        TEXT,
        /** The id of a many2one. */
        ID,
        /** True or false. */
        FLAG
    }

    private static final List<Resource> ALL = List.of(
            new Resource(
                    "products",
                    "catalog",
                    "product.product",
                    List.of(
                            "id",
                            "name",
                            "default_code",
                            "barcode",
                            "list_price",
                            "standard_price",
                            "type",
                            "categ_id",
                            "uom_id",
                            "qty_available",
                            "virtual_available",
                            "description",
                            "active"),
                    Map.of("default_code", Filter.TEXT, "barcode", Filter.TEXT, "categ_id", Filter.ID),
                    List.of("name", "default_code", "barcode"),
                    List.of("id", "name", "default_code", "barcode", "list_price"),
                    true),
            new Resource(
                    "manufacturing-orders",
                    "manufacturing-orders",
                    "mrp.production",
                    List.of(
                            "id",
                            "name",
                            "product_id",
                            "product_qty",
                            "product_uom_id",
                            "state",
                            "date_planned_start",
                            "date_deadline",
                            "priority",
                            "user_id",
                            "company_id",
                            "origin",
                            "qty_produced",
                            "qty_producing"),
                    Map.of("state", Filter.TEXT, "product_id", Filter.ID, "origin", Filter.TEXT),
                    List.of("name", "origin"),
                    List.of("id", "name", "state", "product_qty", "date_planned_start", "date_deadline", "priority"),
                    false),
            new Resource(
                    "partners",
                    "partners",
                    "res.partner",
                    List.of(
                            "id",
                            "name",
                            "email",
                            "phone",
                            "mobile",
                            "street",
                            "city",
                            "zip",
                            "country_id",
                            "is_company",
                            "vat",
                            "ref"),
                    Map.of("is_company", Filter.FLAG, "email", Filter.TEXT, "ref", Filter.TEXT),
                    List.of("name", "email", "phone", "ref"),
                    List.of("id", "name", "email", "city", "zip", "ref"),
                    true),
            new Resource(
                    "stock",
                    "stock",
                    "stock.quant",
                    List.of(
                            "id",
                            "product_id",
                            "location_id",
                            "quantity",
                            "reserved_quantity",
                            "available_quantity",
                            "lot_id",
                            "package_id"),
                    Map.of("product_id", Filter.ID, "location_id", Filter.ID, "lot_id", Filter.ID),
                    List.of(),
                    List.of("id", "quantity", "reserved_quantity"),
                    false));

    /** What the mirror calls a field. */
    String stored(String field) {
        return stored.getOrDefault(field, field);
    }

    /** @throws IllegalArgumentException when there is none */
    static Resource of(String name) {
        return ALL.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No resource is called " + name));
    }
}
