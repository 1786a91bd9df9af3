package attendance;

import java.util.List;

/**
 * What came of a push by date range.
 *
 * @param pushed attendances that Odoo has now
 * @param failed those that are dead letters, or wait to be tried again
 * @param total both together
 * @param errors why, in a sentence each; 100 at most
 */
public record PushResult(long pushed, long failed, long total, List<String> errors) {
    /** In words, as in {@code Pushed 150 attendance records, 2 failed}. */
    public String message() {
        return words(pushed, failed);
    }

    static String words(long pushed, long failed) {
        return "Pushed " + pushed + " attendance record" + (pushed == 1 ? "" : "s")
                + (failed == 0 ? "" : ", " + failed + " failed");
    }
}
