package hub.cli;

import hub.flows.Finding;
import hub.flows.RouteCheck;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flows check}: holds route files against Camel's schema and our rules, and names file and line. */
@WithoutSettings
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Holds route files against Camel's schema and the rules for routes. Without files: those of this hub.")
public class FlowsCheckCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Route files, each in a folder such as pull.")
    private List<Path> files;

    @Override
    public Integer call() {
        if (files != null) {
            for (Path file : files) {
                if (!Files.isRegularFile(file)) {
                    throw new CommandFailure("There is no file " + file + ".");
                }
            }
        }
        List<Finding> broken = files == null || files.isEmpty() ? RouteCheck.shipped() : RouteCheck.of(files);
        PrintWriter out = spec.commandLine().getOut();
        broken.forEach(out::println);
        if (broken.isEmpty()) {
            out.println("Nothing to complain of.");
        }
        out.flush();
        return broken.isEmpty() ? 0 : 1;
    }
}
