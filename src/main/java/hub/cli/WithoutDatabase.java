package hub.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a {@link Subcommand} that needs no portal database, so that it runs where there is none yet. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithoutDatabase {
    /** The profile that such a command runs in, beside {@code command}. */
    String PROFILE = "no-database";
}
