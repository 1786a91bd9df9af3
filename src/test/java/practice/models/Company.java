package practice.models;

import practice.orm.Env;
import practice.orm.Field;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** res.company, whose address is its partner's. */
final class Company extends Model {
    Company(Version version) {
        super(version, "res.company", "Companies");
        chars("name", "Company Name").required();
        one("partner_id", "Partner", "res.partner").required();
        one("currency_id", "Currency", "res.currency").required();
        one("parent_id", "Parent Company", "res.company");
        lines("child_ids", "Branches", "res.company", "parent_id");
        integer("sequence", "Sequence");
        for (String of : new String[] {"email", "phone", "street", "city", "zip"}) {
            chars(of, of).computed((env, row) -> partner(env, row, of));
        }
        one("country_id", "Country", "res.country").computed((env, row) -> partner(env, row, "country_id"));
        if (version.is19()) {
            flag("active", "Active");
        }
        order("sequence, name");
    }

    private Object partner(Env env, Row row, String name) {
        Field partner = field("partner_id");
        return env.related(row, partner, name);
    }
}
