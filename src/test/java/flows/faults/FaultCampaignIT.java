package flows.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A few rounds of the fault campaign; {@code bench/faults} runs many. */
class FaultCampaignIT {
    private static final int ROUNDS = 10;

    @Test
    void nothingIsLostAndNothingIsDoubled() {
        try (FaultCampaign campaign = new FaultCampaign(4, new PracticeFaultOdoo(), System.out)) {
            boolean good = campaign.run(1, ROUNDS);
            assertThat(campaign.totals().problems()).isEmpty();
            assertThat(good).isTrue();
            assertThat(campaign.totals().valid()).isGreaterThan(10 * ROUNDS);
            assertThat(campaign.faults()).hasSizeGreaterThan(5);
        }
    }
}
