package attendance;

import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;

/** What operators may do in Hawtio about the dead letters of a flow that pushes. */
public abstract class DeadLettersMBean {
    private static final int PAGE = 100;

    private final String flow;
    private final DeadLetters letters;

    /** @param flow as in {@code orders} */
    protected DeadLettersMBean(String flow, DeadLetters letters) {
        this.flow = flow;
        this.letters = letters;
    }

    @ManagedOperation(description = "The newest 100 dead letters, as JSON")
    @ManagedOperationParameter(name = "cause", description = "Only those with this cause; empty for all")
    public String listDeadLetters(String cause) {
        return letters.list(flow, cause == null || cause.isBlank() ? null : cause, null, PAGE, null);
    }

    @ManagedOperation(description = "One dead letter and what was done about it, as JSON")
    @ManagedOperationParameter(name = "id", description = "Its id")
    public String showDeadLetter(long id) {
        return found(letters.show(id));
    }

    @ManagedOperation(description = "Pushes a dead letter again")
    @ManagedOperationParameter(name = "id", description = "Its id")
    public String replay(long id) {
        return found(letters.replay(id));
    }

    @ManagedOperation(description = "Pushes all dead letters with this cause again; how many")
    @ManagedOperationParameter(name = "cause", description = "The cause, as the list has it")
    public int replayByCause(String cause) {
        return letters.replayAll(flow, cause, null);
    }

    @ManagedOperation(description = "Gives a dead letter up: what Odoo says counts")
    @ManagedOperationParameter(name = "id", description = "Its id")
    @ManagedOperationParameter(name = "reason", description = "Why, for the audit")
    public String discard(long id, String reason) {
        return found(letters.discard(id, reason));
    }

    /** The answer, or a sentence where there is none. */
    protected static String found(String answer) {
        return answer == null ? "There is no such dead letter" : answer;
    }
}
