package hub.flows;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Holds route files against Camel's schema and the rules of docs/architecture.md. */
public final class RouteCheck {
    private RouteCheck() {}

    /** What the routes of this hub break. */
    public static List<Finding> shipped() {
        return check(packaged());
    }

    /**
     * What some files break, beside the routes of this hub, whose templates and error policies they use. A file of the same folder
     * and name takes the place of one of the hub's.
     *
     * @throws UncheckedIOException when one cannot be read
     */
    public static List<Finding> of(List<Path> files) {
        Map<String, RouteFile> all = new LinkedHashMap<>();
        packaged().forEach(file -> all.put(file.toString(), file));
        List<Finding> broken = new ArrayList<>();
        List<RouteFile> given = new ArrayList<>();
        for (Path path : files) {
            try {
                RouteFile file = RouteFile.read(path);
                all.put(file.toString(), file);
                given.add(file);
            } catch (NotYamlException unreadable) {
                broken.add(unreadable.finding());
            }
        }
        Set<String> names = given.stream().map(RouteFile::toString).collect(Collectors.toSet());
        RouteSchema schema = new RouteSchema();
        given.forEach(file -> broken.addAll(schema.brokenBy(file)));
        RouteConventions.brokenBy(List.copyOf(all.values())).stream()
                .filter(finding -> names.contains(finding.file()))
                .forEach(broken::add);
        return sorted(broken);
    }

    static List<Finding> check(List<RouteFile> files) {
        RouteSchema schema = new RouteSchema();
        List<Finding> broken = new ArrayList<>(RouteConventions.brokenBy(files));
        files.forEach(file -> broken.addAll(schema.brokenBy(file)));
        return sorted(broken);
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::file).thenComparing(Finding::line))
                .toList();
    }

    private static List<RouteFile> packaged() {
        List<RouteFile> files = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:routes/*/*.yaml")) {
                String[] parts = file.getURL().getPath().split("/");
                try (Reader text = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    files.add(RouteFile.of(parts[parts.length - 2], parts[parts.length - 1], text));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return files;
    }
}
