package hub.cli;

import accounts.ApiKeys;
import accounts.ApiKeys.Created;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys create}: the key alone goes to standard output, so that a script can take it. */
@Component
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes a key and prints it, the only time that it is shown.")
public class KeysCreateCommand implements Subcommand {
    private final ApiKeys keys;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What the key is for, such as terminal-3.")
    private String name;

    @Option(
            names = "--scope",
            required = true,
            split = ",",
            paramLabel = "SCOPE",
            description = "read, attendance, sync, gateway or admin; may be given several times.")
    private Set<String> scopes;

    @Option(names = "--days", defaultValue = "365", description = "Days until it expires (default: 365).")
    private int days;

    KeysCreateCommand(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Integer call() {
        Created created = keys.create(name, scopes, Duration.ofDays(days), "command line");
        spec.commandLine().getOut().println(created.secret());
        spec.commandLine()
                .getErr()
                .printf(
                        "Key %d, %s, good for %s until %s. It is not shown again.%n",
                        created.key().id(),
                        created.key().name(),
                        String.join(", ", created.key().scopes()),
                        created.key().expiresAt());
        return 0;
    }
}
