package connections;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Looks after saved secrets: says at start when they do not open, and seals them anew when the keyset was rotated. */
@Component("secretCare")
public class SecretCare {
    private static final Logger LOG = LoggerFactory.getLogger(SecretCare.class);

    private final ConnectionStore store;
    private final boolean server;

    SecretCare(ConnectionStore store, Environment environment) {
        this.store = store;
        this.server = !environment.acceptsProfiles(Profiles.of("command"));
    }

    @EventListener(ApplicationReadyEvent.class)
    void look() {
        if (!server) {
            return;
        }
        int lost = store.unopenable();
        if (lost > 0) {
            LOG.error(
                    "{} saved Odoo connection(s) cannot be used: the keyset that sealed their secrets is not the one in"
                            + " HUB_SECRET_KEYSET or HUB_SECRET_KEYSET_FILE. Bring it back, or save the credentials again.",
                    lost);
        }
        reseal();
    }

    /** Seals anew, with the keyset's primary key, what an older key sealed. A route calls it from time to time. */
    public void reseal() {
        int done = store.reseal();
        if (done > 0) {
            LOG.info("{} secret(s) were sealed anew with the keyset's primary key", done);
        }
    }
}
