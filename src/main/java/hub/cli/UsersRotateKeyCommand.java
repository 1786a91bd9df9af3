package hub.cli;

import accounts.users.SigningKeys;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code users rotate-key}: a new key signs from now on. */
@Component
@Command(
        name = "rotate-key",
        mixinStandardHelpOptions = true,
        description =
                "Lets a new key sign users' tokens. Nobody is signed out: the key before verifies what it signed.")
public class UsersRotateKeyCommand implements Subcommand {
    private final SigningKeys keys;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--forget",
            description =
                    "Remove the keys before, because others may have them: every access token ends, refresh tokens go on.")
    private boolean forget;

    UsersRotateKeyCommand(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Integer call() {
        if (!keys.areKept()) {
            throw new CommandFailure(
                    "Without HUB_SECRET_KEYSET each process keeps its keys in memory and makes new ones at its start.");
        }
        String kid = forget ? keys.rotateAndForget() : keys.rotate();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Tokens are signed by the key %s.%n", kid);
        out.flush();
        return 0;
    }
}
