package practice.models;

import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** stock.location: {@code internal} ones hold our stock. */
final class Location extends Model {
    Location(Version version) {
        super(version, "stock.location", version.pick("Inventory Locations", "Inventory Locations"));
        chars("name", "Location Name").required();
        chars("complete_name", "Full Location Name").readonly();
        flag("active", "Active");
        choice(
                        "usage",
                        "Location Type",
                        "supplier",
                        "Vendor Location",
                        "view",
                        "View",
                        "internal",
                        "Internal Location",
                        "customer",
                        "Customer Location",
                        "inventory",
                        "Inventory Loss",
                        "production",
                        "Production",
                        "transit",
                        "Transit Location")
                .required();
        one("location_id", "Parent Location", "stock.location");
        one("company_id", "Company", "res.company");
        order("complete_name, id");
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        Object parent = env.related(row, field("location_id"), "complete_name");
        set(row, "complete_name", (parent == null ? "" : parent + "/") + get(row, "name"));
    }

    @Override
    protected String displayName(Env env, Row row) {
        return (String) get(row, "complete_name");
    }
}
