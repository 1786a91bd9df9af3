package changes;

import java.util.Set;

/** Which records of a model a listener may hear of. Equal ones are asked once for all listeners. */
@FunctionalInterface
public interface ChangeRows {
    /** @return those of the records that the listener may read now */
    Set<Long> visible(Set<Long> records);
}
