package hub.cli;

import accounts.Invitations;
import accounts.Invitations.Outcome;
import java.io.PrintWriter;
import java.util.List;
import org.springframework.stereotype.Component;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code invite --all|--email}: puts invitations into the outbox; the running server mails them. */
@Component
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description =
                "Invites customers to set a password. Nobody is invited twice; the running server sends the mail.")
public class InviteCommand implements Subcommand, TopCommand {
    private final Invitations invitations;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Whom whom;

    /** Either everybody, or some. */
    static class Whom {
        @Option(names = "--all", required = true, description = "Every customer who has no password yet.")
        private boolean all;

        @Option(
                names = "--email",
                required = true,
                paramLabel = "EMAIL",
                description = "The customer with this address; may be given several times.")
        private List<String> emails;
    }

    InviteCommand(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public Integer call() {
        String actor = "command line";
        Outcome outcome = whom.all ? invitations.all(actor) : invitations.these(whom.emails, actor);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Invited:          %d%n", outcome.invited());
        out.printf("Invited before:   %d%n", outcome.already());
        out.printf("With a password:  %d%n", outcome.withPassword());
        if (!whom.all) {
            out.printf("No such customer: %d%n", outcome.unknown());
        }
        out.flush();
        return 0;
    }
}
