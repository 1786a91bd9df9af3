package practice.models;

import practice.orm.Env;
import practice.orm.OdooException;

/** References that Odoo follows while it creates a record, so that a missing one is a MissingError and no constraint's. */
final class Existing {
    private Existing() {}

    /** @throws OdooException when there is an id and no such record */
    static void check(Env env, String model, Object id) {
        if (id != null && env.row(model, id) == null) {
            throw OdooException.missing(model, id, env.user().uid());
        }
    }
}
