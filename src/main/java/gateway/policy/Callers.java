package gateway.policy;

/** Knows who sends the request that this thread works on. The room hub does. */
@FunctionalInterface
public interface Callers {
    /** @return {@link Caller#NOBODY} when nobody is signed in */
    Caller current();
}
