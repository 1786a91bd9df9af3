package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** More hints than memory takes while the database stores none: a pull of the model in their place. */
@DirtiesContext
@TestPropertySource(properties = "hub.realtime.queue=10")
class HintQueueFullTest extends HintsScene {
    @Autowired
    TransactionTemplate transaction;

    @Test
    void whatFindsNoRoomIsPulledAsAWhole() {
        List<Integer> hinted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            hinted.add(partner("Partner " + i, "p" + i + "@example.com"));
        }
        int unsaid = partner("Unsaid", "unsaid@example.com");
        pull();
        odoo.write("res.partner", unsaid, Map.of("name", "Nobody says so"));
        hintsWhileNothingIsStored(hinted.subList(0, 5));
        assertThat(customer(unsaid)).as("there was room").containsEntry("name", "Unsaid");

        odoo.write("res.partner", hinted, Map.of("name", "Everybody"));
        hintsWhileNothingIsStored(hinted);
        assertEqualToSource();
        assertThat(customer(unsaid)).as("by a pull").containsEntry("name", "Nobody says so");
        hinted.forEach(id -> assertThat(customer(id)).containsEntry("name", "Everybody"));
    }

    private void hintsWhileNothingIsStored(List<Integer> partners) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("LOCK TABLE change_hint IN ACCESS EXCLUSIVE MODE").update();
            partners.forEach(id -> assertThat(hint(id).statusCode()).isEqualTo(202));
            assertThat(meters.get("hub.hints.queued").gauge().value())
                    .as("those that are being stored, ten that wait, and twice the model")
                    .isBetween(1.0, 22.0);
        });
        followed();
    }
}
