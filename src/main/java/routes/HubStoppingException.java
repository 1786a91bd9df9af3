package routes;

/** The hub is about to end: a run stops behind the page that it has just stored. */
public class HubStoppingException extends RunStoppedException {
    HubStoppingException() {
        super("The hub was stopped while the run was under way.");
    }
}
