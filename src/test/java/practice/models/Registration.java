package practice.models;

import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Version;
import practice.orm.Writer;

/** event.registration, whose methods return nothing. */
final class Registration extends Model {
    Registration(Version version) {
        super(version, "event.registration", "Event Registration");
        chars("name", "Attendee Name");
        chars("email", "Email");
        chars("phone", "Phone");
        one("partner_id", "Booked by", "res.partner");
        flag("active", "Active");
        choice(
                "state",
                "Status",
                "draft",
                "Unconfirmed",
                "cancel",
                "Cancelled",
                "open",
                "Confirmed",
                "done",
                "Attended");
        order("id desc");
        method("action_set_draft", (env, ids, args) -> to(env, ids, "draft"));
        method("action_confirm", (env, ids, args) -> to(env, ids, "open"));
        method("action_set_done", (env, ids, args) -> to(env, ids, "done"));
        method("action_cancel", (env, ids, args) -> to(env, ids, "cancel"));
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return Map.of("active", true, "state", version.pick("open", "draft"));
    }

    private Object to(Env env, List<Integer> ids, String state) {
        new Writer(env, this).write(ids, Map.of("state", state));
        return null;
    }
}
