package attendance;

import java.util.concurrent.CompletableFuture;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** The flow attendance as operators see it in Hawtio: {@code odoo-hub:type=Flow,name=attendance}. */
@ManagedResource(description = "The flow attendance: what waits, what is dead, and what an operator may do about it")
public class AttendanceFlowMBean extends DeadLettersMBean {
    private final AttendancePush push;
    private final PushState state;
    private final PushMetrics metrics;
    private final DeadLetters letters;

    AttendanceFlowMBean(AttendancePush push, PushState state, PushMetrics metrics, DeadLetters letters) {
        super(AttendanceOutbox.FLOW, letters);
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
}
