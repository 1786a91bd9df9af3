package flows.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A few rounds of the fault campaign on the Odoo that ODOO_URL names, with employees made for it and removed afterwards. */
@Tag("real-odoo")
class RealOdooFaultCampaignIT {
    private static final int ROUNDS = 10;

    @Test
    void nothingIsLostAndNothingIsDoubled() {
        try (FaultCampaign campaign = new FaultCampaign(7, new RealFaultOdoo(), System.out)) {
            boolean good = campaign.run(1, ROUNDS);
            assertThat(campaign.totals().problems()).isEmpty();
            assertThat(good).isTrue();
            assertThat(campaign.totals().valid()).isGreaterThan(10 * ROUNDS);
            assertThat(campaign.faults()).hasSizeGreaterThan(5);
        }
    }
}
