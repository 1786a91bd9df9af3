package hub.cli;

import connections.KeysetFile;
import connections.Vault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keyset create}: to a file, or to standard output for a secret store. */
@WithoutSettings
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description =
                "Makes a keyset, for HUB_SECRET_KEYSET or HUB_SECRET_KEYSET_FILE. Keep a copy: without it no saved"
                        + " secret opens again.")
public class KeysetCreateCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Option(names = "--file", description = "Where to write it, readable by you alone; else it is printed.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        if (file == null) {
            spec.commandLine().getOut().println(Vault.newKeyset().replaceAll("\\s*\\n\\s*", ""));
            return 0;
        }
        try {
            KeysetFile.create(file, Vault.newKeyset());
        } catch (FileAlreadyExistsException there) {
            throw new CommandFailure("There is a file " + file + " already; a keyset is never overwritten.");
        }
        spec.commandLine()
                .getOut()
                .println("Set HUB_SECRET_KEYSET_FILE=" + file.toAbsolutePath() + ", and keep a copy.");
        return 0;
    }
}
