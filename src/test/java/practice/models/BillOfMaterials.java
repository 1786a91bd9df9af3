package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;
import practice.store.Table;

/** mrp.bom: what a product is made of. */
final class BillOfMaterials extends Model {
    BillOfMaterials(Version version) {
        super(version, "mrp.bom", "Bill of Material");
        group("Manufacturing/User");
        chars("code", "Reference");
        flag("active", "Active");
        choice("type", "BoM Type", "normal", "Manufacture this product", "phantom", "Kit")
                .required();
        one("product_tmpl_id", "Product", "product.template").required();
        one("product_id", "Product Variant", "product.product");
        decimal("product_qty", "Quantity").required();
        one("product_uom_id", version.pick("Unit", "Unit of Measure"), "uom.uom")
                .required();
        choice(
                        "consumption",
                        "Flexible Consumption",
                        "flexible",
                        "Allowed",
                        "warning",
                        "Allowed with warning",
                        "strict",
                        "Blocked")
                .required();
        lines("bom_line_ids", "BoM Lines", "mrp.bom.line", "bom_id");
        order("id");
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return new HashMap<>(Map.of(
                "active",
                true,
                "type",
                "normal",
                "product_qty",
                1.0,
                "product_uom_id",
                1,
                "consumption",
                version.pick("warning", "flexible")));
    }

    @Override
    protected String displayName(Env env, Row row) {
        return env.displayName("product.template", (Integer) get(row, "product_tmpl_id"));
    }

    /** The one that a product is made by; null for none. */
    Row of(Env env, Object product) {
        Table table = env.table(name());
        Object template = env.value("product.product", product, "product_tmpl_id");
        for (int id : table.having(field("product_tmpl_id").column(), template)) {
            Row bom = table.get(id);
            Object variant = get(bom, "product_id");
            if ("normal".equals(get(bom, "type")) && (variant == null || variant.equals(product))) {
                return bom;
            }
        }
        return null;
    }

    /** mrp.bom.line: one component. */
    static final class Line extends Model {
        Line(Version version) {
            super(version, "mrp.bom.line", "Bill of Material Line");
            group("Manufacturing/User");
            one("bom_id", "Parent BoM", "mrp.bom").required();
            one("product_id", "Component", "product.product").required();
            decimal("product_qty", "Quantity").required();
            one("product_uom_id", version.pick("Unit", "Product Unit of Measure"), "uom.uom")
                    .required();
            order("id");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("product_qty", 1.0, "product_uom_id", 1);
        }
    }

    /** The lines of a bill, in order. */
    static List<Row> lines(Env env, Row bom) {
        Model line = env.model("mrp.bom.line");
        Table table = env.table("mrp.bom.line");
        return table.having(line.field("bom_id").column(), bom.id()).stream()
                .sorted()
                .map(table::get)
                .toList();
    }
}
