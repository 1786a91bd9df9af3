package hub.cli;

import accounts.users.UserAdministration;
import java.util.Map;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code users enable}. */
@Component
@Command(name = "enable", mixinStandardHelpOptions = true, description = "Lets a disabled user sign in again.")
public class UsersEnableCommand implements Subcommand {
    private final UserAdministration users;

    @Parameters(index = "0", paramLabel = "NAME", description = "The user name or the email address.")
    private String name;

    UsersEnableCommand(UserAdministration users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        users.change(NamedUser.id(users, name), Map.of("enabled", true), "command line");
        return 0;
    }
}
