package realtime;

import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** The detail {@code odooBus} of {@code /health}: which buses are heard. One that is not leaves the hub healthy: pulls go on. */
@Component("odooBusHealthIndicator")
@ConditionalOnWebApplication
class BusHealth implements HealthIndicator {
    private final Buses buses;

    BusHealth(Buses buses) {
        this.buses = buses;
    }

    @Override
    public Health health() {
        Map<String, Boolean> states = buses.states();
        Health.Builder health = states.containsValue(false) ? Health.unknown() : Health.up();
        states.forEach((connection, heard) -> health.withDetail(connection, heard ? "heard" : "not heard"));
        return health.build();
    }
}
