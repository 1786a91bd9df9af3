package practice.models;

import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** Invoices, as records with their fields only: nothing is posted or computed by itself. */
final class Invoices {
    private Invoices() {}

    static List<Model> of(Version version) {
        return List.of(new Move(version));
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
}
