package practice.models;

import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/**
 * What is kept about a customer: sales orders and their lines, invoices, and tasks of projects. As records with their fields
 * only: nothing is confirmed, posted or computed by itself.
 */
final class CustomerDocuments {
    private CustomerDocuments() {}

    static List<Model> of(Version version) {
        return List.of(
                new Order(version),
                new OrderLine(version),
                new Move(version),
                new Project(version),
                new Task(version),
                new Named(version, "project.task.type", "Task Stage"));
    }

    private static final class Order extends Model {
        Order(Version version) {
            super(version, "sale.order", "Sales Order");
            chars("name", "Order Reference").required();
            one("partner_id", "Customer", "res.partner").required();
            choice(
                    "state",
                    "Status",
                    "draft",
                    "Quotation",
                    "sent",
                    "Quotation Sent",
                    "sale",
                    "Sales Order",
                    "cancel",
                    "Cancelled");
            datetime("date_order", "Order Date");
            add("amount_total", FieldType.MONETARY, "Total");
            one("currency_id", "Currency", "res.currency");
            chars("client_order_ref", "Customer Reference");
            lines("order_line", "Order Lines", "sale.order.line", "order_id");
            order("date_order desc, id desc");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("state", "draft", "currency_id", 1, "date_order", env.stamp());
        }
    }

    private static final class OrderLine extends Model {
        OrderLine(Version version) {
            super(version, "sale.order.line", "Sales Order Line");
            add("name", FieldType.TEXT, "Description").required();
            one("order_id", "Order Reference", "sale.order").required();
            one("product_id", "Product", "product.product");
            decimal("product_uom_qty", "Quantity");
            decimal("qty_delivered", "Delivery Quantity");
            add("price_subtotal", FieldType.MONETARY, "Subtotal");
            one("currency_id", "Currency", "res.currency");
            flag("is_downpayment", "Is a down payment");
            order("order_id, id");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("product_uom_qty", 1.0, "currency_id", 1);
        }
    }

    private static final class Move extends Model {
        Move(Version version) {
            super(version, "account.move", "Journal Entry");
            chars("name", "Number");
            one("partner_id", "Partner", "res.partner");
            one("commercial_partner_id", "Commercial Entity", "res.partner").readonly();
            choice(
                    "move_type",
                    "Type",
                    "entry",
                    "Journal Entry",
                    "out_invoice",
                    "Customer Invoice",
                    "out_refund",
                    "Customer Credit Note",
                    "in_invoice",
                    "Vendor Bill",
                    "out_receipt",
                    "Sales Receipt");
            choice("state", "Status", "draft", "Draft", "posted", "Posted", "cancel", "Cancelled");
            choice(
                    "payment_state",
                    "Payment Status",
                    "not_paid",
                    "Not Paid",
                    "in_payment",
                    "In Payment",
                    "paid",
                    "Paid",
                    "partial",
                    "Partially Paid",
                    "reversed",
                    "Reversed");
            add("invoice_date", FieldType.DATE, "Invoice/Bill Date");
            add("invoice_date_due", FieldType.DATE, "Due Date");
            add("amount_total", FieldType.MONETARY, "Total");
            add("amount_residual", FieldType.MONETARY, "Amount Due");
            one("currency_id", "Currency", "res.currency");
            order("invoice_date desc, id desc");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("move_type", "entry", "state", "draft", "payment_state", "not_paid", "currency_id", 1);
        }

        @Override
        public void compute(Env env, Row row, Row before) {
            Row partner = env.row("res.partner", get(row, "partner_id"));
            set(
                    row,
                    "commercial_partner_id",
                    partner == null ? null : env.model("res.partner").get(partner, "commercial_partner_id"));
        }
    }

    private static final class Project extends Model {
        Project(Version version) {
            super(version, "project.project", "Project");
            chars("name", "Name").required();
            choice(
                    "privacy_visibility",
                    "Visibility",
                    "followers",
                    "Invited internal users",
                    "employees",
                    "All internal users",
                    "portal",
                    "Invited portal users and all internal users");
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("privacy_visibility", "portal");
        }
    }

    private static final class Task extends Model {
        Task(Version version) {
            super(version, "project.task", "Task");
            chars("name", "Title").required();
            one("partner_id", "Customer", "res.partner");
            one("project_id", "Project", "project.project");
            one("stage_id", "Stage", "project.task.type");
            flag("is_closed", "Closing Stage");
            datetime("date_last_stage_update", "Last Stage Update");
            order("id desc");
        }
    }
}
