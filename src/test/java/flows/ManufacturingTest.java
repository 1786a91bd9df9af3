package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Manufacturing orders are created and brought through their states, on either version of Odoo. */
class ManufacturingTest extends WorkshopTest {
    @Autowired
    private orders.ManufacturingDesk desk;

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
}
