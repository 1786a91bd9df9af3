package attendance;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the database, when the hub starts, the settings that its functions go by. */
@Component
@ConditionalOnWebApplication
class AttendanceRules implements InitializingBean {
    private final JdbcClient jdbc;
    private final IntakeProperties settings;
    private final PolicyProperties policy;

    AttendanceRules(JdbcClient jdbc, IntakeProperties settings, PolicyProperties policy) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.policy = policy;
    }

    @Override
    public void afterPropertiesSet() {
        jdbc.sql("INSERT INTO attendance_rules (longest_shift, push_open, push_archived)"
                        + " VALUES (make_interval(secs => ?), ?, ?) ON CONFLICT (only_row) DO UPDATE SET"
                        + " (longest_shift, push_open, push_archived)"
                        + " = (EXCLUDED.longest_shift, EXCLUDED.push_open, EXCLUDED.push_archived)")
                .params(
                        settings.longestShift().toSeconds(),
                        settings.pushOpen(),
                        policy.archivedEmployee() == ConflictPolicy.PUSH)
                .update();
    }
}
