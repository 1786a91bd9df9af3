package hub.cli;

import accounts.users.UserAdministration;
import java.util.Map;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code users disable}. */
@Component
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = "Signs a user out and lets nobody sign in as that user.")
public class UsersDisableCommand implements Subcommand {
    private final UserAdministration users;

    @Parameters(index = "0", paramLabel = "NAME", description = "The user name or the email address.")
    private String name;

    UsersDisableCommand(UserAdministration users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        users.change(NamedUser.id(users, name), Map.of("enabled", false), "command line");
        return 0;
    }
}
