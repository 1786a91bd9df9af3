package hub;

import accounts.MailOutbox;
import connections.ConnectionPaused;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells owners by mail that a connection of theirs is paused. */
@Component
class ConnectionNotices {
    private final MailOutbox outbox;

    ConnectionNotices(MailOutbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void paused(ConnectionPaused event) {
        outbox.tellOfPause(event.owner(), event.name());
    }
}
