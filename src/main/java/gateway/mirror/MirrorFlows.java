package gateway.mirror;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Knows the flows that fill the mirror. The room hub does. */
public interface MirrorFlows {
    /**
     * A flow that fills the mirror.
     *
     * @param name of the flow
     * @param fields what it asks Odoo for, as the odoo component takes it
     * @param domain that bounds it, a JSON array
     */
    record MirrorFlow(String name, String fields, String domain) {
        /** Names under which its rows have their fields. */
        public List<String> names() {
            return Arrays.stream(fields.split(","))
                    .map(item -> item.replaceFirst("[|?].*", "").strip())
                    .toList();
        }

        /** Whether its rows are all that Odoo has. */
        public boolean isWhole() {
            return domain.replaceAll("\\s", "").equals("[]");
        }
    }

    /** The flow of that name. */
    MirrorFlow named(String flow);

    /** The flow that mirrors a model of Odoo; empty where none does. */
    Optional<MirrorFlow> ofModel(String model);
}
