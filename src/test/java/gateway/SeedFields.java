package gateway;

/** What clients of the dashboard find in an answer, on every Odoo and whoever answers: the mirror, Odoo, or the hub after a change. */
public final class SeedFields {
    /** Of a manufacturing order. */
    public static final String[] MANUFACTURING_ORDER = {
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
        "qty_producing"
    };

    private SeedFields() {}
}
