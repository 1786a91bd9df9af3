package hub.cli;

import connections.KeysetFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keyset rotate}: one more key, which seals from the next start on. */
@WithoutSettings
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description =
                "Adds a key to the keyset in a file. The hub seals everything anew with it once it was restarted.")
public class KeysetRotateCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file of HUB_SECRET_KEYSET_FILE.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        try {
            KeysetFile.rotate(file);
        } catch (NoSuchFileException missing) {
            throw new CommandFailure("There is no file " + file + "; make a keyset with 'keyset create'.");
        }
        spec.commandLine().getOut().println("Rotated. Restart every hub that uses this keyset.");
        return 0;
    }
}
