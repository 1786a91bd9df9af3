package hub.cli;

import hub.flows.Finding;
import hub.flows.RouteCheck;
import hub.flows.RouteFile;
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

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Route files, each in a folder such as pull, or folders with such files.")
    private List<Path> files;

    @Override
    public Integer call() {
        List<Finding> broken = files == null || files.isEmpty()
                ? RouteCheck.shipped()
                : RouteCheck.of(files.stream()
                        .flatMap(given -> routeFiles(given).stream())
                        .toList());
        PrintWriter out = spec.commandLine().getOut();
        broken.forEach(out::println);
        if (broken.isEmpty()) {
            out.println("Nothing to complain of.");
        }
        out.flush();
        return broken.isEmpty() ? 0 : 1;
    }

    private static List<Path> routeFiles(Path given) {
        if (!Files.isDirectory(given)) {
            if (!Files.isRegularFile(given)) {
                throw new CommandFailure("There is no file " + given + ".");
            }
            return List.of(given);
        }
        List<Path> found = RouteFile.pathsBelow(given);
        if (found.isEmpty()) {
            throw new CommandFailure("There is no route file (*.yaml) in " + given + ".");
        }
        return found;
    }
}
