package attendance;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done about conflicts, {@code hub.attendance.policy}.
 *
 * @param overlapping Odoo holds another attendance of the employee at that time: {@code dead-letter} or {@code adopt} (default
 *     {@code dead-letter})
 * @param stillCheckedIn somebody checks in whom Odoo has as checked in: {@code dead-letter}, {@code close-open} or {@code
 *     adopt} (default {@code dead-letter})
 * @param checkOutBeforeCheckIn the check-out is before the check-in: {@code dead-letter} (default {@code dead-letter})
 * @param unknownEmployee no employee has the badge: {@code dead-letter}, which is pushed by itself once an employee has it
 *     (default {@code dead-letter})
 * @param archivedEmployee the employee is archived: {@code dead-letter} or {@code push} (default {@code dead-letter})
 */
@ConfigurationProperties("hub.attendance.policy")
public record PolicyProperties(
        @DefaultValue("dead-letter") ConflictPolicy overlapping,
        @DefaultValue("dead-letter") ConflictPolicy stillCheckedIn,
        @DefaultValue("dead-letter") ConflictPolicy checkOutBeforeCheckIn,
        @DefaultValue("dead-letter") ConflictPolicy unknownEmployee,
        @DefaultValue("dead-letter") ConflictPolicy archivedEmployee) {

    /** @throws IllegalArgumentException when a policy makes no sense for its conflict */
    public PolicyProperties {
        allow("overlapping", overlapping, ConflictPolicy.ADOPT);
        allow("still-checked-in", stillCheckedIn, ConflictPolicy.CLOSE_OPEN, ConflictPolicy.ADOPT);
        allow("check-out-before-check-in", checkOutBeforeCheckIn);
        allow("unknown-employee", unknownEmployee);
        allow("archived-employee", archivedEmployee, ConflictPolicy.PUSH);
    }

    private static void allow(String conflict, ConflictPolicy policy, ConflictPolicy... sensible) {
        if (policy != ConflictPolicy.DEAD_LETTER && !Set.of(sensible).contains(policy)) {
            throw new IllegalArgumentException("hub.attendance.policy." + conflict + " cannot be "
                    + policy.name().toLowerCase().replace('_', '-'));
        }
    }
}
