package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;
import practice.store.Table;

/** product.template: what its variants share. One variant is made with each. */
final class ProductTemplate extends Model {
    /** Fields that a variant shows as its own. */
    static final List<String> SHARED =
            List.of("name", "list_price", "type", "categ_id", "uom_id", "sale_ok", "description", "description_sale");

    /** Fields of the variant, which a template with one variant shows. */
    private static final List<String> OF_VARIANT = List.of("default_code", "barcode", "standard_price");

    ProductTemplate(Version version) {
        super(version, "product.template", version.pick("Product", "Product Template"));
        chars("name", "Name").required();
        flag("active", "Active");
        decimal("list_price", "Sales Price");
        if (version.is19()) {
            choice("type", "Product Type", "consu", "Goods", "service", "Service", "combo", "Combo")
                    .required();
            flag("is_storable", "Track Inventory");
        } else {
            choice("type", "Product Type", "consu", "Consumable", "service", "Service", "product", "Storable Product")
                    .required();
            one("uom_po_id", "Purchase Unit of Measure", "uom.uom").required();
        }
        one("categ_id", "Product Category", "product.category");
        if (version.is14()) {
            field("categ_id").required();
        }
        one("uom_id", version.pick("Unit", "Unit of Measure"), "uom.uom").required();
        flag("sale_ok", "Sales");
        flag("purchase_ok", "Purchase");
        add("description", version.pick(FieldType.HTML, FieldType.TEXT), "Description");
        add("description_sale", FieldType.TEXT, "Sales Description");
        one("company_id", "Company", "res.company");
        lines("product_variant_ids", "Products", "product.product", "product_tmpl_id");
        one("product_variant_id", "Product", "product.product").computed((env, row) -> variant(env, row.id()));
        chars("default_code", "Internal Reference").computed((env, row) -> ofVariant(env, row, "default_code"));
        chars("barcode", "Barcode").computed((env, row) -> ofVariant(env, row, "barcode"));
        decimal("standard_price", "Cost").computed((env, row) -> ofVariant(env, row, "standard_price"));
        decimal("qty_available", "Quantity On Hand").computed((env, row) -> ofVariant(env, row, "qty_available"));
        List.of("default_code", "barcode", "standard_price", "qty_available")
                .forEach(name -> field(name).searchable().writable());
        order("name, id");
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        Map<String, Object> defaults = new HashMap<>(Map.of(
                "active", true, "type", "consu", "uom_id", 1, "list_price", 1.0, "sale_ok", true, "purchase_ok", true));
        if (version.is14()) {
            defaults.put("uom_po_id", 1);
            defaults.put("categ_id", 1);
        }
        return defaults;
    }

    @Override
    public void written(Env env, Row row, Map<String, Object> values) {
        Map<String, Object> variant = new HashMap<>(values);
        variant.keySet().retainAll(OF_VARIANT);
        Writer writer = new Writer(env, env.model("product.product"));
        Object existing = variant(env, row.id());
        if (existing == null && !Boolean.TRUE.equals(env.context().get("create_from_product"))) {
            variant.put("product_tmpl_id", row.id());
            writer.create(List.of(variant));
        } else if (existing != null && !variant.isEmpty()) {
            writer.write(List.of((Integer) existing), variant);
        }
    }

    /** Writing the template moves the write_date of its variants on 19, and not on 14. */
    @Override
    public void changed(Env env, Row before, Row after) {
        if (before == null || version.is14()) {
            return;
        }
        Model product = env.model("product.product");
        Table table = env.table(product.name());
        for (int id : List.copyOf(table.having(product.field("product_tmpl_id").column(), after.id()))) {
            Row variant = table.get(id).copy();
            product.set(variant, "write_date", env.stamp());
            table.put(variant);
        }
    }

    private Object variant(Env env, int id) {
        int column = env.model("product.product").field("product_tmpl_id").column();
        return env.table("product.product").having(column, id).stream()
                .findFirst()
                .orElse(null);
    }

    private Object ofVariant(Env env, Row row, String name) {
        return env.value("product.product", variant(env, row.id()), name);
    }
}
