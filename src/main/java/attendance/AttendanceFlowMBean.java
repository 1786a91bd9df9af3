package attendance;

import java.util.concurrent.CompletableFuture;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** The flow attendance as operators see it in Hawtio: {@code odoo-hub:type=Flow,name=attendance}. */
@ManagedResource(description = "The flow attendance: what waits, what is dead, and what an operator may do about it")
public class AttendanceFlowMBean {
    private static final int PAGE = 100;

    private final AttendancePush push;
    private final PushState state;
    private final PushMetrics metrics;
    private final DeadLetters letters;

    AttendanceFlowMBean(AttendancePush push, PushState state, PushMetrics metrics, DeadLetters letters) {
        this.push = push;
        this.state = state;
        this.metrics = metrics;
        this.letters = letters;
    }

    @ManagedAttribute(description = "Whether timer and schedule are paused")
    public boolean isPaused() {
        return state.isPaused();
    }

    @ManagedAttribute(description = "Attendances that wait to be pushed")
    public long getWaiting() {
        return metrics.waiting();
    }

    @ManagedAttribute(description = "Attendances that will not succeed by themselves")
    public long getDead() {
        return metrics.dead();
    }

    @ManagedAttribute(description = "Attendances pushed since midnight, in the zone of hub.attendance.zone")
    public long getPushedToday() {
        return state.pushedToday();
    }

    @ManagedAttribute(description = "Seconds that the oldest attendance has waited")
    public long getOldestWaitingSeconds() {
        return metrics.oldest();
    }

    @ManagedOperation(description = "Pushes everything that waits, in the background")
    public void runNow() {
        CompletableFuture.runAsync(push::runNow);
    }

    @ManagedOperation(description = "Pauses timer and schedule in every process; pushes on demand go on")
    public void pause() {
        state.pause(true);
    }

    @ManagedOperation(description = "Resumes timer and schedule")
    public void resume() {
        state.pause(false);
    }

    @ManagedOperation(description = "The newest 100 dead letters, as JSON")
    @ManagedOperationParameter(name = "cause", description = "Only those with this cause; empty for all")
    public String listDeadLetters(String cause) {
        return letters.list(AttendanceOutbox.FLOW, cause == null || cause.isBlank() ? null : cause, null, PAGE, null);
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
    @ManagedOperationParameter(name = "cause", description = "The cause, such as overlapping")
    public int replayByCause(String cause) {
        return letters.replayCause(AttendanceOutbox.FLOW, cause);
    }

    @ManagedOperation(description = "Corrects the attendance of a dead letter, which is then pushed again")
    @ManagedOperationParameter(name = "id", description = "Its id")
    @ManagedOperationParameter(name = "person", description = "Whose it is, by badge; empty for no change")
    @ManagedOperationParameter(name = "checkIn", description = "As in 2025-01-15T08:30:00+01:00; empty for no change")
    @ManagedOperationParameter(name = "checkOut", description = "As in 2025-01-15T17:00:00+01:00; empty for no change")
    public String correct(long id, String person, String checkIn, String checkOut) {
        try {
            return found(letters.correct(id, AttendanceCorrections.said(person, checkIn, checkOut)));
        } catch (RequestRefusedException refused) {
            return refused.getMessage();
        }
    }

    @ManagedOperation(description = "Gives a dead letter up")
    @ManagedOperationParameter(name = "id", description = "Its id")
    @ManagedOperationParameter(name = "reason", description = "Why, for the audit")
    public String discard(long id, String reason) {
        return found(letters.discard(id, reason));
    }

    private static String found(String answer) {
        return answer == null ? "There is no such dead letter" : answer;
    }
}
