package flows.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Half a minute of the campaign on three hubs; {@code bench/hubs} runs half an hour. */
class ClusterCampaignIT {
    @Test
    void whateverEndsNothingIsLostDoubledOrRunTwice() {
        try (ClusterCampaign campaign = new ClusterCampaign(8, System.out)) {
            assertThat(campaign.run(Duration.ofSeconds(30))).isEmpty();
        }
    }
}
