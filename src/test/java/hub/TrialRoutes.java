package hub;

import static org.awaitility.Awaitility.await;

import hub.flows.Finding;
import hub.flows.RouteCheck;
import hub.flows.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.support.EventHelper;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Route files that are edited during the trial run take effect at once. A file that breaks a rule, or that Camel does not take, is
 * complained of, and its routes stay as they were. A file of {@code errors} or {@code templates} loads all the others anew.
 *
 * <p>Camel's own reloading passes over routes that are made from templates, which are most of ours.
 */
class TrialRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(TrialRoutes.class);

    private static final Duration QUIET = Duration.ofMillis(200);

    private final CamelContext camel;
    private final Model model;
    private final Path folder;
    /** What runs, by file. */
    private final Map<Path, String> running = new HashMap<>();

    @Autowired
    TrialRoutes(CamelContext camel) {
        this(camel, Path.of("src/main/resources/routes"));
    }

    /** @param folder with route files in folders such as {@code pull}; what it holds now is taken for what runs */
    TrialRoutes(CamelContext camel, Path folder) {
        this.camel = camel;
        this.model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        this.folder = folder.toAbsolutePath();
    }

    @EventListener(ApplicationReadyEvent.class)
    void watch() throws Exception {
        for (Path file : RouteFile.pathsBelow(folder)) {
            running.put(file, Files.readString(file));
        }
        var watcher = new FileWatcherResourceReloadStrategy(folder.toString(), true);
        watcher.setFileFilter(file -> file.getName().endsWith(".yaml"));
        watcher.setResourceReload((name, resource) -> changed(Path.of(resource.getURI())));
        camel.addService(watcher);
    }

    private void changed(Path file) throws Exception {
        // An editor may write in several steps.
        await().until(() -> !Files.exists(file) || age(file).compareTo(QUIET) > 0);
        String before = running.getOrDefault(file, "");
        String now = Files.exists(file) ? Files.readString(file) : "";
        if (now.equals(before) || now.isBlank() && Files.exists(file)) {
            return;
        }
        List<Finding> broken = now.isEmpty() ? List.of() : RouteCheck.of(List.of(file));
        if (!broken.isEmpty()) {
            LOG.warn("{}: its routes stay as they were", broken.get(0));
            return;
        }
        try {
            replace(file, now);
        } catch (Exception refused) {
            LOG.warn("{} is not taken, its routes stay as they were: {}", name(file), root(refused));
            replace(file, before);
        }
    }

    private static Duration age(Path file) throws IOException {
        return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
    }

    private void replace(Path file, String text) throws Exception {
        boolean ofAll = Set.of("errors", "templates")
                .contains(file.getParent().getFileName().toString());
        Map<Path, String> anew = new HashMap<>(ofAll ? running : Map.of());
        anew.put(file, text);
        Set<String> ids = new LinkedHashSet<>();
        for (Path each : anew.keySet()) {
            remove(parsed(each, running.getOrDefault(each, "")));
            remove(parsed(each, anew.get(each)));
        }
        running.put(file, text);
        List<RoutesBuilder> builders = new ArrayList<>();
        for (Map.Entry<Path, String> each : anew.entrySet()) {
            builders.addAll(PluginHelper.getRoutesLoader(camel)
                    .findRoutesBuilders(
                            ResourceHelper.fromString(each.getKey().toUri().toString(), each.getValue())));
            ids.addAll(ids(parsed(each.getKey(), each.getValue())));
        }
        load(builders);
        LOG.info("{} is loaded anew: {}", name(file), ofAll ? ids.size() + " routes" : String.join(", ", ids));
        int number = 0;
        for (String id : ids) {
            Route route = camel.getRoute(id);
            if (route != null) {
                EventHelper.notifyRouteReloaded(camel, route, ++number, ids.size());
            }
        }
    }

    private void load(List<RoutesBuilder> builders) throws Exception {
        for (RoutesBuilder builder : builders) {
            if (builder instanceof RouteConfigurationsBuilder policies) {
                policies.addRouteConfigurationsToCamelContext(camel);
            }
        }
        for (RoutesBuilder builder : builders) {
            if (builder instanceof RouteBuilder routes) {
                // Contracts are read at the start alone.
                routes.configureRoutes(camel);
                routes.getRestCollection().getRests().clear();
            }
            builder.addRoutesToCamelContext(camel);
        }
        for (RoutesBuilder builder : builders) {
            builder.addTemplatedRoutesToCamelContext(camel);
        }
    }

    private void remove(RouteFile file) throws Exception {
        for (String id : ids(file)) {
            if (camel.getRoute(id) != null) {
                camel.getRouteController().stopRoute(id);
                camel.removeRoute(id);
            }
        }
        for (Map<String, Object> template : file.all("routeTemplate")) {
            model.removeRouteTemplateDefinitions(String.valueOf(template.get("id")));
        }
        for (Map<String, Object> policy : file.all("routeConfiguration")) {
            var known = model.getRouteConfigurationDefinition(String.valueOf(policy.get("id")));
            if (known != null) {
                model.removeRouteConfiguration(known);
            }
        }
    }

    private static Set<String> ids(RouteFile file) {
        return Stream.concat(
                        file.all("route").stream().map(route -> route.get("id")),
                        file.all("templatedRoute").stream().map(made -> made.get("routeId")))
                .map(String::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static RouteFile parsed(Path file, String text) {
        return RouteFile.of("", file.getFileName().toString(), new java.io.StringReader(text));
    }

    private String name(Path file) {
        return folder.relativize(file).toString();
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
