package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;
import practice.store.Table;

/** product.product: a variant; what it shares with others is its template's. */
final class Product extends Model {
    private final List<String> shared;

    Product(Version version, ProductTemplate template) {
        super(version, "product.product", version.pick("Product Variant", "Product"));
        one("product_tmpl_id", "Product Template", "product.template").required();
        shared = ProductTemplate.SHARED;
        for (String name : shared) {
            Field of = template.field(name);
            Field field =
                    of.relation() == null ? add(name, of.type(), of.label()) : one(name, of.label(), of.relation());
            field.computed((env, row) -> env.related(row, field("product_tmpl_id"), name))
                    .inherited("product_tmpl_id")
                    .searchable()
                    .writable()
                    .orderable();
        }
        if (version.is19()) {
            flag("is_storable", "Track Inventory")
                    .computed((env, row) -> env.related(row, field("product_tmpl_id"), "is_storable"))
                    .inherited("product_tmpl_id")
                    .searchable()
                    .writable();
        }
        one("property_stock_production", "Production Location", "stock.location")
                .computed((env, row) -> Manufacture.PRODUCTION);
        lines("stock_quant_ids", "Quants", "stock.quant", "product_id");
        lines("stock_move_ids", "Stock Moves", "stock.move", "product_id");
        flag("active", "Active");
        chars("default_code", "Internal Reference").indexed();
        chars("barcode", "Barcode").indexed();
        decimal("standard_price", "Cost");
        decimal("lst_price", "Sales Price")
                .computed((env, row) -> env.related(row, field("product_tmpl_id"), "list_price"));
        decimal("weight", "Weight");
        decimal("volume", "Volume");
        for (String quantity : new String[] {"qty_available", "virtual_available", "free_qty"}) {
            decimal(quantity, quantity).computed(this::onHand).searchable();
        }
        decimal("incoming_qty", "Incoming").computed((env, row) -> 0.0).searchable();
        decimal("outgoing_qty", "Outgoing").computed((env, row) -> 0.0).searchable();
        add("image_128", FieldType.BINARY, "Image 128").computed((env, row) -> null);
        order("default_code, name, id");
    }

    @Override
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        Map<String, Object> own = new HashMap<>(values);
        Map<String, Object> template = new HashMap<>(values);
        template.keySet().removeIf(name -> !isShared(name));
        own.keySet().removeIf(this::isShared);
        if (create && own.get("product_tmpl_id") == null) {
            Env alone = env.with(Map.of("create_from_product", true));
            own.put(
                    "product_tmpl_id",
                    new Writer(alone, env.model("product.template"))
                            .create(List.of(template))
                            .get(0));
        } else if (!template.isEmpty()) {
            own.put(" template", template);
        }
        return own;
    }

    private boolean isShared(String name) {
        return shared.contains(name) || name.equals("is_storable");
    }

    /** On to the template, for fields that are its own. */
    @Override
    @SuppressWarnings("unchecked")
    public void written(Env env, Row row, Map<String, Object> values) {
        if (values.get(" template") instanceof Map<?, ?> template) {
            Integer id = (Integer) get(row, "product_tmpl_id");
            new Writer(env, env.model("product.template")).write(List.of(id), (Map<String, Object>) template);
        }
    }

    @Override
    public void validate(Env env, List<Row> rows) {
        Table table = env.table(name());
        for (Row row : rows) {
            Object barcode = get(row, "barcode");
            if (barcode != null
                    && table.having(field("barcode").column(), barcode).size() > 1) {
                throw OdooException.validation("Barcode(s) already assigned:\n\n- Barcode \"" + barcode
                        + "\" already assigned to product(s): " + displayName(env, row));
            }
        }
    }

    @Override
    protected String displayName(Env env, Row row) {
        Object code = get(row, "default_code");
        Object name = field("name").value(env, row);
        return code == null ? String.valueOf(name) : "[" + code + "] " + name;
    }

    private Object onHand(Env env, Row row) {
        Model quant = env.model("stock.quant");
        Table quants = env.table("stock.quant");
        double total = 0;
        for (int id : quants.having(quant.field("product_id").column(), row.id())) {
            Row at = quants.get(id);
            if ("internal".equals(env.related(at, quant.field("location_id"), "usage"))) {
                total += (Double) quant.get(at, "quantity");
            }
        }
        return total;
    }
}
