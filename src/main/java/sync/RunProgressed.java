package sync;

/** A run stored a page, or learned how many records to expect. Published as a Spring event on the run's thread. */
public record RunProgressed(Run run) {}
