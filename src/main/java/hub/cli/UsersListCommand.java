package hub.cli;

import accounts.users.UserAdministration;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code users list}: one line a user, tabs between. */
@Component
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the users, one a line.")
public class UsersListCommand implements Subcommand {
    private final UserAdministration users;

    @Spec
    private CommandSpec spec;

    UsersListCommand(UserAdministration users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        users.all()
                .forEach(user -> out.printf(
                        "%d\t%s\t%s\t%s\t%s%n",
                        user.id(),
                        user.username(),
                        user.role(),
                        user.enabled() ? "enabled" : "disabled",
                        user.email() == null ? "" : user.email()));
        out.flush();
        return 0;
    }
}
