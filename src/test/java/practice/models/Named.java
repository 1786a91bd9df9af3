package practice.models;

import practice.orm.Model;
import practice.orm.Version;

/** A model of which only the name matters: currencies, tags, units, categories. */
final class Named extends Model {
    Named(Version version, String name, String label) {
        super(version, name, label);
        chars("name", "Name").required();
        flag("active", "Active");
        order("name, id");
    }
}
