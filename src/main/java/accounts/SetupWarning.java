package accounts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at start that setup is open to everybody, where it is. */
@Component
@ConditionalOnWebApplication
class SetupWarning {
    private static final Logger LOG = LoggerFactory.getLogger(SetupWarning.class);

    private final SetupProperties settings;

    SetupWarning(SetupProperties settings) {
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        if (!settings.byEmail()) {
            LOG.warn(
                    "HUB_SETUP_VERIFICATION is none: ANYBODY WHO KNOWS A CUSTOMER'S EMAIL ADDRESS CAN SET THE PASSWORD AND TAKE"
                            + " THE ACCOUNT. This is for trials only (see docs/accounts.md).");
        }
    }
}
