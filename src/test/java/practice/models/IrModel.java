package practice.models;

import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;

/** ir.model, filled from the registry when a practice Odoo starts. */
final class IrModel extends Model {
    IrModel(Version version) {
        super(version, "ir.model", "Models");
        group("Administration/Access Rights");
        chars("name", "Model Description").required();
        chars("model", "Model").required();
        add("info", FieldType.TEXT, "Information");
        choice("state", "Type", "manual", "Custom Object", "base", "Base Object")
                .readonly();
        flag("transient", "Transient Model");
        lines("field_id", "Fields", "ir.model.fields", "model_id");
        order("model");
    }
}
