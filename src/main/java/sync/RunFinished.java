package sync;

import java.time.Duration;

/**
 * A run ended. Published as a Spring event.
 *
 * @param run the run with its last figures
 * @param status {@code succeeded} or {@code failed}
 * @param failure what went wrong, in a sentence; null when nothing did
 * @param took how long the run was open
 */
public record RunFinished(Run run, String status, String failure, Duration took) {}
