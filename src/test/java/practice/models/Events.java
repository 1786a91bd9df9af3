package practice.models;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.store.Row;

/** Events with seats, their templates, stages and tags. */
final class Events {
    private Events() {}

    static List<Model> of(Version version) {
        return List.of(
                new Event(version),
                new Registration(version),
                new Template(version),
                new EventTag(version),
                new Stage(version),
                new Tag(version, "event.tag.category", "Event Tag Category"));
    }

    private static final class Template extends Model {
        Template(Version version) {
            super(version, "event.type", "Event Template");
            chars("name", "Event Template").required();
            integer("sequence", "Sequence");
            flag("has_seats_limitation", "Limited Seats");
            integer("seats_max", "Maximum Registrations");
            add("note", FieldType.HTML, "Note");
            many("tag_ids", "Tags", "event.tag");
            order("sequence, id");
        }
    }

    private static final class Stage extends Model {
        Stage(Version version) {
            super(version, "event.stage", "Event Stage");
            chars("name", "Stage Name").required();
            integer("sequence", "Sequence");
            flag("pipe_end", "End Stage");
            order("sequence, name");
        }
    }

    private static final class EventTag extends Model {
        EventTag(Version version) {
            super(version, "event.tag", "Event Tag");
            chars("name", "Name").required();
            one("category_id", "Category", "event.tag.category").required();
            integer("color", "Color Index");
            integer("sequence", "Sequence");
            order("category_id, sequence, id");
        }
    }

    private static final class Event extends Model {
        Event(Version version) {
            super(version, "event.event", "Event");
            group("Events/User");
            chars("name", "Event").required();
            flag("active", "Active");
            datetime("date_begin", "Start Date").required();
            datetime("date_end", "End Date").required();
            add("date_tz", FieldType.SELECTION, version.pick("Display Timezone", "Timezone"))
                    .required();
            one("event_type_id", version.pick("Template", "Template"), "event.type");
            one("stage_id", "Stage", "event.stage");
            integer("seats_max", version.pick("Maximum Attendees", "Maximum Attendees Number"));
            flag("seats_limited", version.pick("Limit Attendees", "Maximum Attendees"));
            integer("seats_reserved", version.pick("Number of Registrations", "Reserved Seats"))
                    .computed((env, row) -> seats(env, row.id(), Set.of("open")));
            integer("seats_used", version.pick("Number of Attendees", "Number of Participants"))
                    .computed((env, row) -> seats(env, row.id(), Set.of("done")));
            if (version.is19()) {
                integer("seats_taken", "Number of Taken Seats").computed((env, row) -> taken(env, row.id()));
            } else {
                integer("seats_unconfirmed", "Unconfirmed Seat Reservations")
                        .computed((env, row) -> seats(env, row.id(), Set.of("draft")));
            }
            integer("seats_available", version.pick("Available Seats", "Available Seats"))
                    .computed((env, row) -> limited(row) ? left(env, row) : 0);
            flag("event_registrations_open", "Registration open")
                    .computed((env, row) -> !finished(env, row) && (!limited(row) || left(env, row) > 0));
            flag("event_registrations_sold_out", "Sold Out")
                    .computed((env, row) -> limited(row) && left(env, row) <= 0);
            flag("is_finished", "Is Finished").computed(this::finished).searchable();
            one("address_id", "Venue", "res.partner");
            one("organizer_id", "Organizer", "res.partner");
            one("user_id", "Responsible", "res.users");
            many("tag_ids", "Tags", "event.tag");
            lines("registration_ids", "Attendees", "event.registration", "event_id");
            add("description", FieldType.HTML, "Description");
            add("note", FieldType.HTML, "Note");
            one("company_id", "Company", "res.company");
            order(version.pick("date_begin, id", "date_begin"));
        }

        private boolean limited(Row row) {
            return Boolean.TRUE.equals(get(row, "seats_limited"));
        }

        private int left(Env env, Row row) {
            Integer most = (Integer) get(row, "seats_max");
            return (most == null ? 0 : most) - taken(env, row.id());
        }

        private Boolean finished(Env env, Row row) {
            return ((Instant) get(row, "date_end")).isBefore(env.stamp());
        }

        @Override
        public Map<String, Object> defaults(Env env) {
            Map<String, Object> defaults = new HashMap<>(Map.of(
                    "active",
                    true,
                    "date_tz",
                    "UTC",
                    "user_id",
                    env.user().uid(),
                    "company_id",
                    1,
                    "organizer_id",
                    1,
                    "address_id",
                    1,
                    "stage_id",
                    1));
            if (version.is19()) {
                Instant begin = Moments.nextHalfHour(env.stamp());
                defaults.put("date_begin", begin);
                defaults.put("date_end", begin.plus(Duration.ofDays(1)));
            }
            return defaults;
        }

        /** A template limits the seats and lends its tags. */
        @Override
        public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
            Row template = values.get("event_type_id") instanceof Integer id ? env.row("event.type", id) : null;
            if (template == null) {
                return values;
            }
            Model type = env.model("event.type");
            Map<String, Object> with = new HashMap<>(values);
            with.putIfAbsent("seats_limited", type.get(template, "has_seats_limitation"));
            with.putIfAbsent("seats_max", type.get(template, "seats_max"));
            with.putIfAbsent("tag_ids", List.of(List.of(6, 0, tags(type.get(template, "tag_ids")))));
            return with;
        }

        private static Object tags(Object ids) {
            return ids == null ? List.of() : ids;
        }

        @Override
        public void compute(Env env, Row row, Row before) {
            set(row, "description", Html.safe(get(row, "description")));
        }

        @Override
        public void validate(Env env, List<Row> rows) {
            for (Row row : rows) {
                if (((Instant) get(row, "date_end")).isBefore((Instant) get(row, "date_begin"))) {
                    throw OdooException.validation("The closing date cannot be earlier than the beginning date.");
                }
            }
        }
    }

    /** Seats that are gone: registrations confirmed or attended. */
    static int taken(Env env, int event) {
        return seats(env, event, Set.of("open", "done"));
    }

    private static int seats(Env env, int event, Set<String> states) {
        Model registration = env.model("event.registration");
        int seats = 0;
        for (int id : env.table("event.registration")
                .having(registration.field("event_id").column(), event)) {
            Row row = env.row("event.registration", id);
            if (states.contains(registration.get(row, "state"))
                    && Boolean.TRUE.equals(registration.get(row, "active"))) {
                seats++;
            }
        }
        return seats;
    }
}
