package practice.models;

import java.util.List;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;

/** What Odoo knows of itself: external ids, modules, groups of users. */
final class Technical {
    private Technical() {}

    static List<Model> of(Version version) {
        return List.of(new ExternalId(version), new Module(version), new Group(version));
    }

    private static final class ExternalId extends Model {
        ExternalId(Version version) {
            super(version, "ir.model.data", "Model Data");
            chars("name", "External Identifier").required();
            chars("module", "Module").required();
            chars("model", "Model Name").required();
            add("res_id", FieldType.MANY2ONE_REFERENCE, "Record ID");
            flag("noupdate", "Non Updatable");
            chars("complete_name", "Complete ID").computed((env, row) -> get(row, "module") + "." + get(row, "name"));
            order("module, model, name");
        }
    }

    private static final class Module extends Model {
        Module(Version version) {
            super(version, "ir.module.module", "Module");
            chars("name", "Technical Name").required().readonly();
            chars("shortdesc", "Module Name").readonly();
            chars("latest_version", "Installed Version").readonly();
            flag("application", "Application").readonly();
            choice(
                            "state",
                            "Status",
                            "uninstallable",
                            "Uninstallable",
                            "uninstalled",
                            "Not Installed",
                            "installed",
                            "Installed")
                    .readonly();
            order("name, id");
        }
    }

    private static final class Group extends Model {
        Group(Version version) {
            super(version, "res.groups", "Access Groups");
            chars("name", "Name").required();
            chars("full_name", "Group Name").computed((env, row) -> get(row, "name"));
            flag("share", "Share Group");
            order("name, id");
        }
    }
}
