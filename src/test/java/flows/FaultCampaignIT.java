package flows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A few rounds of the fault campaign; {@code bench/faults} runs many. */
class FaultCampaignIT {
    private static final int ROUNDS = 10;

    @Test
    void nothingIsLostAndNothingIsDoubled() throws Exception {
        try (FaultCampaign campaign = new FaultCampaign(4)) {
            for (int i = 1; i <= ROUNDS; i++) {
                campaign.round(i);
            }
            assertThat(campaign.faultsSoFar()).isGreaterThanOrEqualTo(ROUNDS);
            assertThat(campaign.losses()).isEmpty();
            assertThat(campaign.doubles()).isEmpty();
            assertThat(campaign.others()).isEmpty();
        }
    }
}
