package hub.cli;

import accounts.ApiKeys;
import accounts.ApiKeys.ApiKey;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keys list}: which keys there are. */
@Component
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys, without their secrets.")
public class KeysListCommand implements Subcommand {
    private static final String LINE = "%-5s %-24s %-11s %-24s %-8s %-21s %s%n";

    private final ApiKeys keys;

    @Spec
    private CommandSpec spec;

    KeysListCommand(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<ApiKey> all = keys.list();
        if (all.isEmpty()) {
            out.println("There are no keys; make one with 'keys create'.");
        } else {
            out.printf(LINE, "ID", "NAME", "KEY", "SCOPES", "STATUS", "EXPIRES", "LAST USED");
            for (ApiKey key : all) {
                out.printf(
                        LINE,
                        key.id(),
                        key.name(),
                        key.prefix() + "…",
                        String.join(",", key.scopes()),
                        key.status(),
                        key.expiresAt().truncatedTo(ChronoUnit.SECONDS),
                        key.lastUsedAt() == null ? "never" : key.lastUsedAt().truncatedTo(ChronoUnit.SECONDS));
            }
        }
        out.flush();
        return 0;
    }
}
