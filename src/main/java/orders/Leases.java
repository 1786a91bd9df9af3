package orders;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One at a time changes a manufacturing order, in all processes. */
@Component
class Leases {
    private final JdbcClient jdbc;
    private final OrderSettings settings;

    Leases(JdbcClient jdbc, OrderSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Holds the conversation while nobody else changes its manufacturing order.
     *
     * @return false when somebody else is changing it
     */
    boolean hold(Walk walk, Manufacturing manufacturing) {
        UUID claim = UUID.randomUUID();
        int taken = jdbc.sql("INSERT INTO manufacturing_lease AS l (connection, odoo_id, claim, until) VALUES"
                        + " (:connection, :id, :claim, clock_timestamp() + :lease * interval '1 second') ON CONFLICT (connection,"
                        + " odoo_id) DO UPDATE SET claim = EXCLUDED.claim, until = EXCLUDED.until WHERE l.until <"
                        + " clock_timestamp()")
                .param("connection", walk.getConnection())
                .param("id", walk.id())
                .param("claim", claim)
                .param("lease", settings.lease().toSeconds())
                .update();
        if (taken == 0) {
            return false;
        }
        walk.fence(() -> renew(claim));
        try {
            manufacturing.hold(walk);
            return true;
        } finally {
            jdbc.sql("DELETE FROM manufacturing_lease WHERE claim = ?")
                    .param(claim)
                    .update();
        }
    }

    private void renew(UUID claim) {
        int kept = jdbc.sql("UPDATE manufacturing_lease SET until = clock_timestamp() + ? * interval '1 second' WHERE"
                        + " claim = ?")
                .params(settings.lease().toSeconds(), claim)
                .update();
        if (kept == 0) {
            throw new LeaseLostException();
        }
    }
}
