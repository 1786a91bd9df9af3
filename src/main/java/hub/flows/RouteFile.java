package hub.flows;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** A route file as data, which knows on which line everything is. */
public final class RouteFile {
    private final String folder;
    private final String name;
    private final List<Map<String, Object>> entries;
    private final RouteLines lines;

    private RouteFile(String folder, String name, List<Map<String, Object>> entries, RouteLines lines) {
        this.folder = folder;
        this.name = name;
        this.entries = entries;
        this.lines = lines;
    }

    /** Calls for every key of every map. */
    interface Visitor {
        void visit(Map<?, ?> holder, String key, Object value);
    }

    /**
     * @param folder name of its folder below {@code routes}
     * @param name its file name
     * @throws NotYamlException when it is not a YAML list of entries, naming the line
     */
    @SuppressWarnings("unchecked")
    public static RouteFile of(String folder, String name, Reader text) {
        try {
            String yaml = all(text);
            Object data = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            List<Map<String, Object>> entries = (List<Map<String, Object>>) Objects.requireNonNullElse(data, List.of());
            if (entries.stream().anyMatch(entry -> !(entry instanceof Map<?, ?>))) {
                throw new ClassCastException();
            }
            RouteLines lines = RouteLines.of(new Yaml().compose(new StringReader(yaml)), data);
            return new RouteFile(folder, name, entries, lines);
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new NotYamlException(new Finding(folder + "/" + name, line, "is no YAML: " + broken.getProblem()));
        } catch (YAMLException broken) {
            throw new NotYamlException(new Finding(folder + "/" + name, 1, "is no YAML: " + broken.getMessage()));
        } catch (ClassCastException other) {
            throw new NotYamlException(
                    new Finding(folder + "/" + name, 1, "is not a list of entries such as - route:"));
        }
    }

    /** A file on disk; the folder that it is in counts as its folder below {@code routes}. */
    public static RouteFile read(Path file) {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Path folder = file.toAbsolutePath().normalize().getParent();
            return of(
                    folder == null || folder.getFileName() == null
                            ? ""
                            : folder.getFileName().toString(),
                    file.getFileName().toString(),
                    text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All route files below a folder, such as {@code src/main/resources/routes}. */
    public static List<RouteFile> below(Path routes) {
        return pathsBelow(routes).stream().map(RouteFile::read).toList();
    }

    /** Where the files {@code *.yaml} below a folder are, in order of their names. */
    public static List<Path> pathsBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String all(Reader text) {
        try {
            java.io.StringWriter out = new java.io.StringWriter();
            text.transferTo(out);
            return out.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String folder() {
        return folder;
    }

    public String name() {
        return name;
    }

    List<Map<String, Object>> entries() {
        return entries;
    }

    RouteLines lines() {
        return lines;
    }

    /** The values of the top-level entries with that key. */
    public List<Map<String, Object>> all(String key) {
        return entries.stream()
                .filter(entry -> entry.containsKey(key))
                .map(entry -> map(entry.get(key)))
                .toList();
    }

    /** Every route: the plain ones and those inside templates. */
    List<Map<String, Object>> routes() {
        List<Map<String, Object>> routes = new ArrayList<>(all("route"));
        all("routeTemplate").forEach(template -> routes.add(map(template.get("route"))));
        return routes;
    }

    /** Calls with every key and value, however deep. */
    static void visit(Object node, Visitor visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.visit(map, String.valueOf(key), value);
                visit(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> visit(element, visitor));
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @Override
    public String toString() {
        return folder + "/" + name;
    }
}
