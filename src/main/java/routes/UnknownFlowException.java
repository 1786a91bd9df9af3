package routes;

import java.util.List;

/** A flow was named that does not exist. The name is not repeated; the message lists the flows there are. */
public class UnknownFlowException extends RuntimeException {
    public UnknownFlowException(List<String> flows) {
        super("There is no such flow; the flows are " + String.join(", ", flows));
    }
}
