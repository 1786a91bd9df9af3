package practice.models;

import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** res.country.state, shown as {@code California (US)}. */
final class CountryState extends Model {
    CountryState(Version version) {
        super(version, "res.country.state", "Country state");
        chars("name", "State Name").required();
        chars("code", "State Code").required();
        one("country_id", "Country", "res.country").required();
        order(version.pick("code, id", "code"));
    }

    @Override
    protected String displayName(Env env, Row row) {
        return get(row, "name") + " (" + env.related(row, field("country_id"), "code") + ")";
    }
}
