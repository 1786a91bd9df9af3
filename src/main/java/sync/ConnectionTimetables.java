package sync;

import java.time.Instant;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By which timetable each flow of users' connections is due: that of the settings, or its own. */
final class ConnectionTimetables {
    private final JdbcClient database;
    private final ConnectionRunProperties settings;
    private final ZoneId zone;
    private final Timetable usual;

    ConnectionTimetables(JdbcClient database, ConnectionRunProperties settings, FlowProperties flows) {
        this.database = database;
        this.settings = settings;
        this.zone = flows.zone() == null ? ZoneId.of("UTC") : ZoneId.of(flows.zone());
        this.usual = Timetable.parse(settings.schedule(), zone);
    }

    /** That of the settings. */
    Timetable usual() {
        return usual;
    }

    /**
     * The timetable that somebody asks for.
     *
     * @throws ScheduleRefusedException in a sentence, when it is none or too often
     */
    Timetable checked(String schedule) {
        try {
            Timetable timetable = Timetable.parse(schedule, zone);
            if (timetable.shortest(Instant.now()).compareTo(settings.shortest()) < 0) {
                throw new ScheduleRefusedException(
                        422, "The shortest interval is " + settings.shortest().toSeconds() + " seconds.");
            }
            return timetable;
        } catch (IllegalArgumentException wrong) {
            throw new ScheduleRefusedException(422, wrong.getMessage() + ".");
        }
    }

    /** That of a flow on a connection: its own, or the usual one. */
    Timetable of(ConnectionClaim c) {
        return database.sql(
                        "SELECT schedule FROM connection_flow WHERE connection_id = :id AND flow = :flow AND schedule IS NOT NULL")
                .param("id", c.id())
                .param("flow", c.flow())
                .query(String.class)
                .optional()
                .map(own -> Timetable.parse(own, zone))
                .orElse(usual);
    }
}
