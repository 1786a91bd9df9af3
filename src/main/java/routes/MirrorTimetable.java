package routes;

import java.util.function.UnaryOperator;
import sync.Timetable;

/**
 * When a flow into the mirror runs. What the settings {@code hub.flows.<flow>} say comes before what its file says; where
 * neither says anything the flow has moments of its own, so that not all of them ask Odoo at once.
 *
 * @param flow name of the flow
 * @param cron Quartz cron expression of the incremental pull; every five minutes by itself
 * @param fullCron Quartz cron expression of the full pull; once a night between two and four by itself
 * @param enabled whether it runs by the clock
 */
record MirrorTimetable(String flow, String cron, String fullCron, boolean enabled) {
    private static final int PERIOD = 5 * 60;
    private static final int NIGHT = 2 * 60 * 60;

    /**
     * @param file the parameters that the route file gives, placeholders resolved
     * @param settings the value of a setting, null for none
     */
    static MirrorTimetable of(String flow, UnaryOperator<String> file, UnaryOperator<String> settings) {
        String prefix = "hub.flows." + flow + ".";
        String enabled = settings.apply(prefix + "enabled");
        return new MirrorTimetable(
                flow,
                first(settings.apply(prefix + "cron"), file.apply("cron"), everyFiveMinutes(flow)),
                first(settings.apply(prefix + "full-cron"), file.apply("fullCron"), everyNight(flow)),
                Boolean.parseBoolean(first(enabled, file.apply("enabled"), "true")));
    }

    private static String everyFiveMinutes(String flow) {
        long second = Timetable.share(flow, PERIOD);
        return "%d %d/5 * * * ?".formatted(second % 60, second / 60);
    }

    private static String everyNight(String flow) {
        long second = Timetable.share(flow + " full", NIGHT);
        return "%d %d %d * * ?".formatted(second % 60, second / 60 % 60, 2 + second / 3600);
    }

    private static String first(String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return "";
    }
}
