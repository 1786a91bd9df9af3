package hub.cli;

import accounts.users.Role;
import accounts.users.UserAdministration;
import java.io.PrintWriter;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code users create}: a new user, whose password is asked for. */
@Component
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes a user. The password is asked for, or read as one line from standard input.")
public class UsersCreateCommand implements Subcommand {
    private final UserAdministration users;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The user name.")
    private String name;

    @Option(names = "--email", description = "The email address, which is good to sign in with too.")
    private String email;

    @Option(
            names = "--role",
            defaultValue = "user",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when not given.")
    private Role role;

    UsersCreateCommand(UserAdministration users) {
        this.users = users;
    }

    @Override
    public Integer call() {
        long id = users.create(name, email, role, NewPassword.read(), "command line");
        PrintWriter out = spec.commandLine().getOut();
        out.printf("User %s has the id %d.%n", name, id);
        out.flush();
        return 0;
    }
}
