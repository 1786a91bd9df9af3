package hub.cli;

import accounts.users.UserAdministration;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code users password}: another password, which is asked for. */
@Component
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        description = {
            "Gives a user another password and ends every session.",
            "The password is asked for, or read as one line from standard input."
        })
public class UsersPasswordCommand implements Subcommand {
    private final UserAdministration users;

    @Parameters(index = "0", paramLabel = "NAME", description = "The user name or the email address.")
    private String name;

    UsersPasswordCommand(UserAdministration users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        users.setPassword(NamedUser.id(users, name), NewPassword.read(), "command line");
        return 0;
    }
}
