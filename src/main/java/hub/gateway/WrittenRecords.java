package hub.gateway;

import connections.EnvironmentConnections;
import connections.HubItself;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import sync.Hint;
import sync.Hints;

/**
 * For routes: what the gateway has written is a hint, so that the mirror follows at once and listeners hear of it. Until it has been
 * read again, reads of the model are answered by Odoo and not by the mirror.
 */
@Component("writtenRecords")
class WrittenRecords {
    private static final Logger LOG = LoggerFactory.getLogger(WrittenRecords.class);

    private final Hints hints;

    WrittenRecords(Hints hints) {
        this.hints = hints;
    }

    /** Keeps the hint. The record is written already, so nothing fails here: the next pull brings what is not hinted. */
    public void hint(@ExchangeProperty("writtenModel") String model, @ExchangeProperty("writtenId") long id) {
        try {
            HubItself.does(() -> {
                hints.add(List.of(new Hint(EnvironmentConnections.DEFAULT, model, id)), "gateway");
                return null;
            });
        } catch (DataAccessException | TransactionException failed) {
            LOG.warn("What was written to {} is seen with the next pull only", model, failed);
        }
    }
}
