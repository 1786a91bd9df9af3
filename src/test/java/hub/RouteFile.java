package hub;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A route file as data.
 *
 * @param folder name of its folder below {@code routes}
 * @param name its file name
 * @param entries its top-level entries, each with one key such as {@code route}
 */
record RouteFile(String folder, String name, List<Map<String, Object>> entries) {

    /** All route files below a folder, which is {@code src/main/resources/routes}. */
    static List<RouteFile> below(Path routes) {
        try (Stream<Path> files = Files.walk(routes)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .map(file -> {
                        try (Reader text = Files.newBufferedReader(file)) {
                            String folder = routes.relativize(file).getParent() == null
                                    ? ""
                                    : routes.relativize(file).getParent().toString();
                            return new RouteFile(folder, file.getFileName().toString(), parse(text));
                        } catch (IOException failed) {
                            throw new UncheckedIOException(failed);
                        }
                    })
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<Map<String, Object>> parse(Reader text) {
        List<Map<String, Object>> entries = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return Objects.requireNonNullElse(entries, List.of());
    }

    /** The values of the top-level entries with that key. */
    List<Map<String, Object>> all(String key) {
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
    static void visit(Object node, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.accept(key.toString(), value);
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
