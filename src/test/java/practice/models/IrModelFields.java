package practice.models;

import practice.orm.Model;
import practice.orm.Version;

/** ir.model.fields, filled from the registry when a practice Odoo starts. */
final class IrModelFields extends Model {
    IrModelFields(Version version) {
        super(version, "ir.model.fields", "Fields");
        chars("name", "Field Name").required();
        chars("model", "Model Name").required();
        one("model_id", "Model", "ir.model").required();
        chars("field_description", "Field Label").required();
        chars("ttype", "Field Type").required();
        chars("relation", "Related Model");
        flag("required", "Required");
        flag("readonly", "Readonly");
        flag("store", "Stored");
        order("name, id");
    }
}
