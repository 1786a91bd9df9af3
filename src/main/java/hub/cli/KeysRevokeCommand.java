package hub.cli;

import accounts.ApiKeys;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keys revoke}: ends a key at once, in every process. */
@Component
@Command(name = "revoke", mixinStandardHelpOptions = true, description = "Ends a key at once.")
public class KeysRevokeCommand implements Subcommand {
    private static final String ACTOR = "command line";

    private final ApiKeys keys;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The key's name, or its id.")
    private String key;

    KeysRevokeCommand(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Integer call() {
        boolean done = keys.revoke(key, ACTOR) || key.matches("[0-9]{1,18}") && keys.revoke(Long.parseLong(key), ACTOR);
        if (!done) {
            throw new CommandFailure("There is no key '" + key + "', or it is revoked already; see 'keys list'.");
        }
        spec.commandLine().getOut().println("The key is revoked.");
        return 0;
    }
}
