package connections;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Looks after what is sealed: says at start when it does not open, and seals it anew when the keyset was rotated. */
@Component("secretCare")
public class SecretCare {
    private static final Logger LOG = LoggerFactory.getLogger(SecretCare.class);

    private final SealedColumns values;
    private final List<SealedColumn> places;
    private final boolean server;

    SecretCare(SealedColumns values, List<SealedColumn> places, Environment environment) {
        this.values = values;
        this.places = places;
        this.server = !environment.acceptsProfiles(Profiles.of("command"));
    }

    @EventListener(ApplicationReadyEvent.class)
    void look() {
        if (!server) {
            return;
        }
        for (SealedColumn place : places) {
            int lost = values.unopenable(place);
            if (lost > 0) {
                LOG.error(
                        "{} {} cannot be used: the keyset that sealed them is not the one in HUB_SECRET_KEYSET or"
                                + " HUB_SECRET_KEYSET_FILE. Bring it back, or {}.",
                        lost,
                        place.what(),
                        place.remedy());
            }
        }
    }

    /** Seals anew, with the keyset's primary key, what an older key sealed. A route calls it from time to time. */
    public void reseal() {
        for (SealedColumn place : places) {
            int done = values.reseal(place);
            if (done > 0) {
                LOG.info("{} {} were sealed anew with the keyset's primary key", done, place.what());
            }
        }
    }
}
