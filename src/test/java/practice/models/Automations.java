package practice.models;

import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;

/** base.automation and ir.actions.server: two records a rule on 19, one on 14. */
final class Automations {
    private Automations() {}

    static List<Model> of(Version version) {
        return version.is14() ? List.of(new Rule(version)) : List.of(new Rule(version), new Action(version));
    }

    private static final class Rule extends Model {
        Rule(Version version) {
            super(version, "base.automation", version.pick("Automation Rule", "Automated Action"));
            chars("name", version.pick("Automation Rule Name", "Action Name")).required();
            one("model_id", "Model", "ir.model").required();
            choice("trigger", "Trigger", "on_create_or_write", "On save", "on_unlink", "On deletion")
                    .required();
            many("trigger_field_ids", version.pick("When updating", "Trigger Fields"), "ir.model.fields");
            flag("active", "Active");
            if (version.is19()) {
                lines("action_server_ids", "Actions", "ir.actions.server", "base_automation_id");
            } else {
                choice("state", "Action To Do", "code", "Execute Python Code").required();
                add("code", FieldType.TEXT, "Python Code");
            }
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            return Map.of("active", true);
        }
    }

    private static final class Action extends Model {
        Action(Version version) {
            super(version, "ir.actions.server", "Server Action");
            chars("name", "Action Name").required();
            one("model_id", "Model", "ir.model").required();
            one("base_automation_id", "Automation Rule", "base.automation");
            choice("state", "Type", "code", "Execute Code", "webhook", "Send Webhook Notification")
                    .required();
            add("code", FieldType.TEXT, "Python Code");
            chars("webhook_url", "Webhook URL");
            many("webhook_field_ids", "Webhook Fields", "ir.model.fields");
            order("sequence, name");
            integer("sequence", "Sequence");
        }
    }
}
