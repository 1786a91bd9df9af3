package practice.models;

import practice.orm.Model;
import practice.orm.Version;

/** A model of a name and a color, which cannot be archived: tags and their categories. */
final class Tag extends Model {
    Tag(Version version, String name, String label) {
        super(version, name, label);
        chars("name", "Name").required();
        integer("color", "Color");
        order("name, id");
    }
}
