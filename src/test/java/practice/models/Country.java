package practice.models;

import practice.orm.Model;
import practice.orm.Version;

/** res.country */
final class Country extends Model {
    Country(Version version) {
        super(version, "res.country", "Country");
        chars("name", "Country Name").required();
        chars("code", "Country Code").required();
        integer("phone_code", "Country Calling Code");
        one("currency_id", "Currency", "res.currency");
        chars("vat_label", "Vat Label");
        flag("state_required", "State Required");
        flag("zip_required", "Zip Required");
        lines("state_ids", "States", "res.country.state", "country_id");
        order(version.pick("name, id", "name"));
    }
}
