package sync;

import java.util.List;

/** Which flows pull which models. */
public interface PulledModels {
    /** The flows that pull a model on a connection and have begun to, those that others join first. */
    List<FlowSpec> flows(String connection, String model);

    /** The flows that may pull on a connection. */
    List<FlowSpec> pulling(String connection);
}
