package practice.models;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;

/** Sales orders and their lines, without taxes and without deliveries. */
final class Sales {
    private Sales() {}

    static List<Model> of(Version version) {
        return List.of(new Order(version), new Line(version), new Named(version, "account.tax", "Tax"));
    }

    private static String[] states(Version version) {
        return version.is19()
                ? new String[] {
                    "draft", "Quotation", "sent", "Quotation Sent", "sale", "Sales Order", "cancel", "Cancelled"
                }
                : new String[] {
                    "draft",
                    "Quotation",
                    "sent",
                    "Quotation Sent",
                    "sale",
                    "Sales Order",
                    "done",
                    "Locked",
                    "cancel",
                    "Cancelled"
                };
    }

    static final class Order extends Model {
        private static final Duration VALID = Duration.ofDays(30);

        Order(Version version) {
            super(version, "sale.order", "Sales Order");
            group("Sales/User: Own Documents Only");
            chars("name", "Order Reference").required();
            choice("state", "Status", states(version)).readonly();
            one("partner_id", "Customer", "res.partner").required();
            one("partner_invoice_id", "Invoice Address", "res.partner").required();
            one("partner_shipping_id", "Delivery Address", "res.partner").required();
            datetime("date_order", "Order Date").required();
            add("validity_date", FieldType.DATE, "Expiration");
            datetime("commitment_date", "Delivery Date");
            add("amount_untaxed", FieldType.MONETARY, "Untaxed Amount").readonly();
            add("amount_tax", FieldType.MONETARY, "Taxes").readonly();
            add("amount_total", FieldType.MONETARY, "Total").readonly();
            one("currency_id", "Currency", "res.currency");
            chars("client_order_ref", "Customer Reference");
            chars("origin", "Source Document");
            add("note", version.pick(FieldType.HTML, FieldType.TEXT), "Terms and conditions");
            one("user_id", "Salesperson", "res.users");
            one("company_id", "Company", "res.company").required();
            lines("order_line", "Order Lines", "sale.order.line", "order_id");
            if (version.is19()) {
                flag("locked", "Locked");
            }
            order("date_order desc, id desc");
            method("action_confirm", (env, ids, args) -> confirm(env, ids));
            method("action_cancel", (env, ids, args) -> to(env, ids, "cancel"));
            method("action_draft", (env, ids, args) -> to(env, ids, "draft"));
        }

        /** The oldest Odoo keeps the period in the lines of a rental, the newest in the order. */
        void rent() {
            flag("is_rental_order", "Created In App Rental");
            if (version.is19()) {
                datetime("rental_start_date", "Rental Start Date");
                datetime("rental_return_date", "Rental Return Date");
            }
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            Map<String, Object> defaults = new HashMap<>(Map.of(
                    "state",
                    "draft",
                    "currency_id",
                    1,
                    "company_id",
                    1,
                    "date_order",
                    env.stamp(),
                    "user_id",
                    env.user().uid()));
            defaults.put("validity_date", LocalDate.ofInstant(env.stamp().plus(VALID), ZoneOffset.UTC));
            return defaults;
        }

        @Override
        public void compute(Env env, Row row, Row before) {
            Object partner = get(row, "partner_id");
            Existing.check(env, "res.partner", partner);
            if (get(row, "name") == null) {
                set(row, "name", "S%05d".formatted(row.id()));
            }
            for (String address : List.of("partner_invoice_id", "partner_shipping_id")) {
                if (get(row, address) == null) {
                    set(row, address, partner);
                }
            }
        }

        private Object confirm(Env env, List<Integer> ids) {
            for (int id : ids) {
                if (!Set.of("draft", "sent").contains(get(env.row(name(), id), "state"))) {
                    throw OdooException.user(version.pick(
                            "Some orders are not in a state requiring confirmation.",
                            "It is not allowed to confirm an order in the following states: cancel, done"));
                }
            }
            return to(env, ids, "sale");
        }

        private Object to(Env env, List<Integer> ids, String state) {
            new Writer(env, this).write(ids, Map.of("state", state));
            return true;
        }

        @Override
        public void checkUnlink(Env env, Row row) {
            if (!Set.of("draft", "cancel").contains(get(row, "state"))) {
                throw OdooException.user("You can not delete a sent quotation or a confirmed sales order."
                        + " You must first cancel it.");
            }
            Model line = env.model("sale.order.line");
            List.copyOf(env.table(line.name()).having(line.field("order_id").column(), row.id()))
                    .forEach(id -> env.table(line.name()).remove(id));
        }
    }

    private static final class Line extends Model {
        Line(Version version) {
            super(version, "sale.order.line", "Sales Order Line");
            group("Sales/User: Own Documents Only");
            one("order_id", "Order Reference", "sale.order").required();
            integer("sequence", "Sequence");
            add("name", FieldType.TEXT, "Description").required();
            one("product_id", "Product", "product.product");
            decimal("product_uom_qty", "Quantity").required();
            one(version.pick("product_uom_id", "product_uom"), "Unit", "uom.uom");
            decimal("price_unit", "Unit Price").required();
            decimal("discount", "Discount (%)");
            many(version.pick("tax_ids", "tax_id"), "Taxes", "account.tax");
            add("price_subtotal", FieldType.MONETARY, "Subtotal").readonly();
            decimal("price_tax", "Total Tax").readonly();
            add("price_total", FieldType.MONETARY, "Total").readonly();
            decimal("qty_delivered", "Delivery Quantity");
            decimal("qty_invoiced", "Invoiced Quantity").readonly();
            choice("display_type", "Display Type", "line_section", "Section", "line_note", "Note");
            choice("state", "Order Status", states(version))
                    .computed((env, row) -> env.related(row, field("order_id"), "state"))
                    .searchable();
            one("order_partner_id", "Customer", "res.partner")
                    .computed((env, row) -> env.related(row, field("order_id"), "partner_id"))
                    .searchable();
            one("currency_id", "Currency", "res.currency");
            flag("is_downpayment", "Is a down payment");
            order("order_id, sequence, id");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("sequence", 10, "currency_id", 1);
        }

        @Override
        public void compute(Env env, Row row, Row before) {
            Object product = get(row, "product_id");
            boolean note = get(row, "display_type") != null;
            Existing.check(env, "product.product", product);
            if (get(row, "name") == null && product != null) {
                Object more = env.value("product.product", product, "description_sale");
                set(
                        row,
                        "name",
                        env.displayName("product.product", (Integer) product) + (more == null ? "" : "\n" + more));
            }
            if (get(row, "product_uom_qty") == null) {
                set(row, "product_uom_qty", note ? 0.0 : 1.0);
            }
            if (get(row, "price_unit") == null) {
                Object price = note ? null : env.value("product.product", product, "list_price");
                set(row, "price_unit", price == null ? 0.0 : price);
            }
            String unit = version.pick("product_uom_id", "product_uom");
            if (get(row, unit) == null && product != null) {
                set(row, unit, env.value("product.product", product, "uom_id"));
            }
            Double discount = (Double) get(row, "discount");
            double amount = (Double) get(row, "price_unit")
                    * (Double) get(row, "product_uom_qty")
                    * (1 - (discount == null ? 0 : discount) / 100);
            set(row, "price_subtotal", Math.round(amount * 100) / 100.0);
            set(row, "price_total", get(row, "price_subtotal"));
        }

        /** The order's total follows. */
        @Override
        public void changed(Env env, Row before, Row after) {
            Model order = env.model("sale.order");
            Row row = env.row("sale.order", get(after, "order_id")).copy();
            double total = 0;
            for (int id : env.table(name()).having(field("order_id").column(), row.id())) {
                total += (Double) get(env.row(name(), id), "price_total");
            }
            order.set(row, "amount_untaxed", total);
            order.set(row, "amount_total", total);
            order.set(row, "write_date", env.stamp());
            env.table("sale.order").put(row);
        }
    }
}
