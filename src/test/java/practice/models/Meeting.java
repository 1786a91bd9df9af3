package practice.models;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import practice.orm.Datetimes;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.store.Row;

/** calendar.event: meetings. Nobody is invited by mail, and nothing recurs. */
final class Meeting extends Model {
    Meeting(Version version) {
        super(version, "calendar.event", "Calendar Event");
        group(version.pick("Role / User", "User types / Internal User"));
        chars("name", version.pick("Meeting Subject", "Meeting Subject")).required();
        datetime("start", "Start").required();
        datetime("stop", "Stop").required();
        add("start_date", FieldType.DATE, "Start Date");
        add("stop_date", FieldType.DATE, "End Date");
        decimal("duration", "Duration");
        flag("allday", "All Day");
        one("user_id", version.pick("Organizer", "Responsible"), "res.users");
        one("partner_id", version.pick("Scheduled by", "Responsible Contact"), "res.partner")
                .computed((env, row) -> env.related(row, field("user_id"), "partner_id"));
        many("partner_ids", "Attendees", "res.partner");
        chars("location", "Location");
        add("description", version.pick(FieldType.HTML, FieldType.TEXT), "Description");
        choice("privacy", "Privacy", "public", "Public", "private", "Private", "confidential", "Only internal users");
        choice("show_as", "Show as", "free", "Available", "busy", "Busy").required();
        many("categ_ids", "Tags", "calendar.event.type");
        flag("recurrency", "Recurrent");
        for (String day : version.pick(
                List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
                List.of("mo", "tu", "we", "th", "fr", "sa", "su"))) {
            flag(day, day);
        }
        flag("active", "Active");
        order(version.pick("start desc, id", "id"));
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        Instant start = Moments.nextHalfHour(env.stamp());
        Object partner = env.value("res.users", env.user().uid(), "partner_id");
        return Map.of(
                "active",
                true,
                "show_as",
                "busy",
                "start",
                start,
                "stop",
                start.plus(Duration.ofHours(1)),
                "user_id",
                env.user().uid(),
                "partner_ids",
                partner == null ? List.of() : List.of(partner));
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        if (Boolean.TRUE.equals(get(row, "allday")) && get(row, "start_date") instanceof LocalDate first) {
            LocalDate last = get(row, "stop_date") instanceof LocalDate date ? date : first;
            set(row, "start", first.atTime(8, 0).toInstant(ZoneOffset.UTC));
            set(row, "stop", last.atTime(18, 0).toInstant(ZoneOffset.UTC));
        }
        if (get(row, "start") instanceof Instant start && get(row, "stop") instanceof Instant stop) {
            set(row, "duration", Duration.between(start, stop).toMinutes() / 60.0);
        }
    }

    @Override
    public void validate(Env env, List<Row> rows) {
        for (Row row : rows) {
            Instant start = (Instant) get(row, "start");
            Instant stop = (Instant) get(row, "stop");
            if (stop.isBefore(start)) {
                String meeting = version.pick(
                        "Meeting “%s” starts at %s and ends at %s", "Meeting '%s' starts '%s' and ends '%s'");
                throw OdooException.validation(
                        "The ending date and time cannot be earlier than the starting date and time.\n"
                                + meeting.formatted(get(row, "name"), Datetimes.format(start), Datetimes.format(stop)));
            }
        }
    }
}
