package gateway.dashboard;

import odoo.OdooAccessException;

/** In place of records: why Odoo gives none. */
public enum Absent {
    NOT_INSTALLED("not_installed"),
    NOT_PERMITTED("not_permitted"),
    NOT_LINKED("not_linked");

    private final String note;

    Absent(String note) {
        this.note = note;
    }

    /** As the contract's {@code Note}. */
    String note() {
        return note;
    }

    static Absent because(Throwable refusal) {
        return refusal instanceof OdooAccessException ? NOT_PERMITTED : NOT_INSTALLED;
    }
}
