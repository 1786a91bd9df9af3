package practice.models;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;

/** event.registration: takes a seat when it is confirmed, which it is at once on 19. Its methods return nothing. */
final class Registration extends Model {
    private static final Set<String> TAKES_A_SEAT = Set.of("open", "done");

    Registration(Version version) {
        super(version, "event.registration", "Event Registration");
        group("Events/User");
        one("event_id", "Event", "event.event").required();
        chars("name", "Attendee Name");
        chars("email", "Email");
        chars("phone", "Phone");
        one("partner_id", version.pick("Booked by", "Contact"), "res.partner");
        flag("active", "Active");
        choice(
                "state",
                "Status",
                "draft",
                "Unconfirmed",
                "open",
                version.pick("Registered", "Confirmed"),
                "done",
                "Attended",
                "cancel",
                "Cancelled");
        datetime("date_closed", version.pick("Attended Date", "Attended Date"));
        for (String end : List.of("begin", "end")) {
            add(
                            "event_" + end + "_date",
                            FieldType.DATETIME,
                            end.equals("begin") ? "Event Start Date" : "Event End Date")
                    .computed((env, row) -> env.related(row, field("event_id"), "date_" + end))
                    .searchable();
        }
        one("company_id", "Company", "res.company");
        if (version.is19()) {
            chars("barcode", "Barcode").readonly();
            chars("company_name", "Company Name");
        }
        order("id desc");
        method("action_set_draft", (env, ids, args) -> to(env, ids, "draft"));
        method("action_confirm", (env, ids, args) -> to(env, ids, "open"));
        method("action_set_done", (env, ids, args) -> to(env, ids, "done"));
        method("action_cancel", (env, ids, args) -> to(env, ids, "cancel"));
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return Map.of("active", true, "state", version.pick("open", "draft"), "company_id", 1);
    }

    /** What is not said of an attendee is taken from the partner. */
    @Override
    public void compute(Env env, Row row, Row before) {
        Existing.check(env, "event.event", get(row, "event_id"));
        Row partner = env.row("res.partner", get(row, "partner_id"));
        for (String name : List.of("name", "email", "phone")) {
            if (partner != null && get(row, name) == null) {
                set(row, name, env.model("res.partner").get(partner, name));
            }
        }
        if (!"done".equals(get(row, "state"))) {
            set(row, "date_closed", null);
        } else if (get(row, "date_closed") == null) {
            set(row, "date_closed", env.stamp());
        }
        if (version.is19() && before == null) {
            long digits = ThreadLocalRandom.current().nextLong(1_000_000_000_000_000_000L, Long.MAX_VALUE);
            set(row, "barcode", String.valueOf(digits));
        }
    }

    @Override
    public void validate(Env env, List<Row> rows) {
        Set<Integer> events = new TreeSet<>();
        for (Row row : rows) {
            if (TAKES_A_SEAT.contains(get(row, "state")) && Boolean.TRUE.equals(get(row, "active"))) {
                events.add((Integer) get(row, "event_id"));
            }
        }
        for (int event : events) {
            Object most = env.value("event.event", event, "seats_max");
            int missing = Events.taken(env, event) - (most == null ? 0 : (Integer) most);
            if (Boolean.TRUE.equals(env.value("event.event", event, "seats_limited")) && missing > 0) {
                String name = env.displayName("event.event", event);
                throw OdooException.validation(version.pick(
                        "There are not enough seats available for " + name + ":\n" + name + ": missing " + missing
                                + " seat(s)",
                        "No more available seats."));
            }
        }
    }

    private Object to(Env env, List<Integer> ids, String state) {
        new Writer(env, this).write(ids, Map.of("state", state));
        return null;
    }
}
