package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import orders.ManufacturingDesk;
import orders.OrderPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import practice.Fault;

/** Manufacturing orders are created and brought through their states, on either version of Odoo. */
class ManufacturingTest extends WorkshopTest {
    @Autowired
    private ManufacturingDesk desk;

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void anOrderIsFinishedAndItsStockMoves(int version) {
        workshop(version);
        int order = desk.create(product, 10, "Order 1");
        assertThat(order(order, "state")).isEqualTo("draft");
        assertThat(desk.bring(order, "done", null).state()).isEqualTo("done");
        assertThat(stock(bolt)).isEqualTo(80);
        assertThat(stock(plate)).isEqualTo(90);
        assertThat(stock(product)).isEqualTo(10);
        assertThat(order(order, "qty_produced")).isEqualTo(10.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void aPartIsFinishedAndTheRestBecomesABackorder(int version) {
        workshop(version);
        int order = desk.create(product, 10, "Order 1");
        assertThat(desk.bring(order, "progress", new BigDecimal("4")).state()).isEqualTo("progress");
        assertThat(stock(bolt)).isEqualTo(100);
        assertThat(desk.bring(order, "done", null).state()).isEqualTo("done");
        assertThat(stock(bolt)).isEqualTo(92);
        assertThat(stock(product)).isEqualTo(4);
        assertThat(odoo.ids("mrp.production")).hasSize(2);
        assertThat(order(odoo.ids("mrp.production").get(1), "product_qty")).isEqualTo(6.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void whatCannotBeIsRefusedWithTheAllowedStates(int version) {
        workshop(version);
        int order = desk.create(product, 10, "Order 1");
        desk.bring(order, "cancel", null);
        assertThat(order(order, "state")).isEqualTo("cancel");
        var refused = desk.bring(order, "done", null).refusal();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.state()).isEqualTo("cancel");
        assertThat(refused.allowed()).isEmpty();
        int done = desk.create(product, 10, "Order 2");
        desk.bring(done, "done", null);
        assertThat(desk.bring(done, "confirmed", null).refusal().status()).isEqualTo(409);
        assertThat(desk.bring(done, "cancel", null).refusal().status()).isEqualTo(409);
        assertThat(stock(product)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void eachStateCanBeReached(int version) {
        workshop(version);
        for (String state : new String[] {"confirmed", "to_close", "done", "cancel"}) {
            int order = desk.create(product, 1, null);
            assertThat(desk.bring(order, state, null).state()).isEqualTo(state);
            assertThat(desk.bring(order, state, null).refusal()).isNull();
        }
        int order = desk.create(product, 2, null);
        assertThat(desk.bring(order, "progress", BigDecimal.ONE).state()).isEqualTo("progress");
        assertThat(desk.bring(order, "progress", BigDecimal.TEN).refusal().status())
                .isEqualTo(422);
    }

    /** Odoo takes {@code qty_producing} alone, and would finish the order without consuming anything. */
    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void whatSomebodyElsePreparedIsConsumedAsWell(int version) {
        workshop(version);
        int order = desk.create(product, 3, null);
        desk.bring(order, "confirmed", null);
        odoo.write("mrp.production", order, Map.of("qty_producing", 3.0));
        assertThat(desk.bring(order, "done", null).state()).isEqualTo("done");
        assertThat(stock(bolt)).isEqualTo(94);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void odoosQuestionsAreAnsweredByThePolicy(int version) {
        workshop(version);
        OrderPolicy usual = ManufacturingDesk.policy();
        int closed = desk.create(product, 10, null);
        desk.bring(closed, "done", new BigDecimal("4"), with(usual, OrderPolicy.Backorder.CLOSE));
        assertThat(order(closed, "state")).isEqualTo("done");
        assertThat(odoo.ids("mrp.production")).hasSize(1);
        int refused = desk.create(product, 10, null);
        var outcome = desk.bring(refused, "done", new BigDecimal("4"), with(usual, OrderPolicy.Backorder.REFUSE));
        assertThat(outcome.refusal().status()).isEqualTo(409);
        assertThat(order(refused, "state")).isEqualTo("progress");
        assertThat(stock(product)).isEqualTo(4);
        int unusual = desk.create(product, 2, null);
        desk.bring(unusual, "to_close", null);
        int move = odoo.ids("stock.move").stream()
                .filter(id -> Integer.valueOf(unusual)
                        .equals(odoo.record("stock.move", id).get("raw_material_production_id")))
                .findFirst()
                .orElseThrow();
        odoo.write("stock.move", move, Map.of(version == 19 ? "quantity" : "quantity_done", 1.0));
        assertThat(desk.bring(unusual, "done", null).refusal().status()).isEqualTo(409);
        var accepting = new OrderPolicy(
                usual.backorder(),
                usual.immediate(),
                OrderPolicy.Consumption.ACCEPT,
                usual.shortage(),
                usual.missingBom());
        assertThat(desk.bring(unusual, "done", null, accepting).state()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void aWalkWhoseAnswersAreLostArrivesAllTheSame(int version) {
        workshop(version);
        for (String method : new String[] {"action_confirm", "action_assign", "write", "button_mark_done"}) {
            int order = desk.create(product, 1, null);
            odoo.misbehave(Fault.cutAfterActing().on("mrp.production", method).times(1));
            assertThat(desk.bring(order, "done", null).state()).as(method).isEqualTo("done");
        }
        assertThat(stock(product)).isEqualTo(4);
        assertThat(stock(bolt)).isEqualTo(92);
    }

    private static OrderPolicy with(OrderPolicy usual, OrderPolicy.Backorder backorder) {
        return new OrderPolicy(backorder, usual.immediate(), usual.consumption(), usual.shortage(), usual.missingBom());
    }
}
