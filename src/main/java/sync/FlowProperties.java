package sync;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When flows run, {@code hub.flows}. Every flow into the mirror takes {@code hub.flows.<flow>.enabled}, {@code .cron} and
 * {@code .full-cron}, also those that have no parameter here.
 *
 * @param zone time zone of the cron expressions, such as {@code Europe/Paris} (default UTC)
 * @param customers the flow customers
 * @param employees the flow employees
 * @param manufacturingOrders the flow manufacturing-orders
 * @param catalog the flow catalog
 * @param partners the flow partners
 * @param stock the flow stock
 */
@ConfigurationProperties("hub.flows")
public record FlowProperties(
        String zone,
        Schedule customers,
        Daily employees,
        Mirrored manufacturingOrders,
        Mirrored catalog,
        Mirrored partners,
        Compared stock) {

    /**
     * A flow's timetable.
     *
     * @param cron Quartz cron expression of the incremental pull (default {@code 0 0 2 * * ?})
     * @param reconcileCron Quartz cron expression of the reconciliation (default {@code 0 30 2 * * ?})
     */
    public record Schedule(String cron, String reconcileCron) {}

    /**
     * The timetable of a flow that reads everything each time.
     *
     * @param cron Quartz cron expression of the full pull (default {@code 0 0 3 * * ?})
     */
    public record Daily(String cron) {}

    /**
     * The timetable of a flow into the mirror.
     *
     * @param enabled whether it runs by the clock; off for what this Odoo lacks or nobody reads (default true)
     * @param cron Quartz cron expression of the incremental pull (default every 5 minutes)
     * @param fullCron Quartz cron expression of the full pull, which also finds what was deleted (default once a night)
     */
    public record Mirrored(boolean enabled, String cron, String fullCron) {}

    /**
     * The timetable of a flow into the mirror whose records are removed every day.
     *
     * @param enabled whether it runs by the clock; off for what this Odoo lacks or nobody reads (default true)
     * @param cron Quartz cron expression of the incremental pull (default every 5 minutes)
     * @param reconcileCron Quartz cron expression of the comparison of ids (default every 5 minutes, in between)
     * @param fullCron Quartz cron expression of the full pull (default once a night)
     */
    public record Compared(boolean enabled, String cron, String reconcileCron, String fullCron) {}
}
