package hub.flows;

import static hub.flows.RouteFile.map;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules for routes; see docs/architecture.md. */
final class RouteConventions {
    static final Set<String> FOLDERS = Set.of("pull", "push", "rest", "realtime", "templates", "errors");
    private static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)+";
    private static final int MOST_STEPS = 7;
    private static final Set<String> SCRIPTS = Set.of(
            "script",
            "process",
            "groovy",
            "javascript",
            "js",
            "python",
            "java",
            "joor",
            "mvel",
            "ognl",
            "spel",
            "csimple");
    private static final Set<String> POLICIES =
            Set.of("onException", "errorHandler", "onFallback", "doTry", "interceptFrom", "intercept", "onCompletion");

    private final List<RouteFile> files;
    private final List<Finding> broken = new ArrayList<>();
    /** What is being looked at. */
    private Object at;

    private RouteConventions(List<RouteFile> files) {
        this.files = files;
    }

    /** What these files break; nothing when they keep every rule. */
    static List<Finding> brokenBy(List<RouteFile> files) {
        RouteConventions conventions = new RouteConventions(files);
        files.forEach(conventions::file);
        conventions.uniqueIds();
        conventions.directs();
        return conventions.broken;
    }

    private void file(RouteFile file) {
        at = null;
        rule(FOLDERS.contains(file.folder()), file, "is not in one of the folders " + FOLDERS);
        rule(file.name().matches("[a-z0-9]+(-[a-z0-9]+)*\\.camel\\.yaml"), file, "is not named like a-flow.camel.yaml");
        rule(
                file.all("routeConfiguration").isEmpty() || file.folder().equals("errors"),
                file,
                "holds an error policy outside of errors/");
        rule(file.all("rest").isEmpty() || file.folder().equals("rest"), file, "holds REST outside of rest/");
        rule(
                file.all("routeTemplate").isEmpty() || file.folder().equals("templates"),
                file,
                "holds a template outside of templates/");
        file.all("route").forEach(route -> named(file, route));
        file.routes().forEach(route -> route(file, route));
        file.all("routeTemplate").forEach(template -> template(file, template));
        file.all("templatedRoute").forEach(made -> made(file, made));
        file.all("routeConfiguration").forEach(policy -> described(file, text(policy, "id"), policy));
        file.all("rest").forEach(rest -> rest(file, rest));
        RouteFile.visit(
                file.entries(),
                (holder, key, value) -> rule(!SCRIPTS.contains(key), file, holder, key, "holds a script: " + key));
    }

    private void named(RouteFile file, Map<String, Object> route) {
        at = route;
        rule(
                text(route, "id").matches(KEBAB),
                file,
                "has a route whose id is not <flow>-<action>: " + text(route, "id"));
    }

    private void route(RouteFile file, Map<String, Object> route) {
        at = route;
        String id = text(route, "id");
        Map<String, Object> from = map(route.get("from"));
        described(file, id, route);
        String policy = text(route, "routeConfigurationId");
        rule(policies().contains(policy), file, id + " names no error policy of errors/: '" + policy + "'");
        int[] steps = {0};
        RouteFile.visit(from, (holder, key, value) -> {
            if (key.equals("steps") && value instanceof List<?> list) {
                steps[0] += list.size();
            }
            rule(!POLICIES.contains(key), file, holder, key, id + " holds an error policy of its own: " + key);
        });
        rule(steps[0] <= MOST_STEPS, file, id + " has " + steps[0] + " steps; split it above " + MOST_STEPS);
    }

    private void described(RouteFile file, String id, Map<String, Object> thing) {
        at = thing;
        String description = text(thing, "description");
        boolean fromParameter = description.equals("{{description}}");
        rule(
                fromParameter || description.matches("[A-Z].{10,}[^.]\\.") && !description.contains("\n"),
                file,
                id + " is not described in one sentence");
    }

    private void template(RouteFile file, Map<String, Object> template) {
        for (Object parameter : list(template.get("parameters"))) {
            at = parameter;
            rule(
                    text(map(parameter), "description").length() > 10,
                    file,
                    "does not describe the parameter " + text(map(parameter), "name"));
        }
    }

    private void made(RouteFile file, Map<String, Object> made) {
        at = made;
        String id = text(made, "routeId");
        rule(id.matches(KEBAB), file, "has a route whose id is not <flow>-<action>: " + id);
        Map<String, Object> template = files.stream()
                .flatMap(other -> other.all("routeTemplate").stream())
                .filter(other -> text(other, "id").equals(text(made, "routeTemplateRef")))
                .findFirst()
                .orElse(null);
        if (template == null) {
            rule(false, file, id + " is made from a template that does not exist");
            return;
        }
        Set<String> given = names(made);
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(names(template));
        rule(unknown.isEmpty(), file, id + " gives parameters that its template lacks: " + unknown);
        Set<String> required = list(template.get("parameters")).stream()
                .filter(parameter -> Boolean.TRUE.equals(map(parameter).get("required")))
                .map(parameter -> text(map(parameter), "name"))
                .collect(Collectors.toCollection(TreeSet::new));
        required.removeAll(given);
        rule(required.isEmpty(), file, id + " lacks parameters of its template: " + required);
    }

    private void rest(RouteFile file, Map<String, Object> rest) {
        at = rest;
        rule(Boolean.TRUE.equals(rest.get("clientRequestValidation")), file, "does not hold requests to the contract");
        Map<String, Object> contract = map(rest.get("openApi"));
        rule(text(contract, "missingOperation").equals("fail"), file, "starts although an operation has no route");
        rule(text(contract, "specification").startsWith("openapi/"), file, "has no contract in openapi/");
    }

    private void uniqueIds() {
        Map<String, RouteFile> seen = new HashMap<>();
        for (RouteFile file : files) {
            for (String kind : List.of("route", "templatedRoute")) {
                for (Map<String, Object> route : file.all(kind)) {
                    String id = text(route, kind.equals("route") ? "id" : "routeId");
                    RouteFile other = seen.putIfAbsent(id, file);
                    at = route;
                    rule(other == null, file, "has a second route called " + id + ", the first is in " + other);
                }
            }
        }
    }

    /** Whoever calls {@code direct:x} finds a route there. */
    private void directs() {
        Set<String> there = files.stream()
                .flatMap(file -> file.all("route").stream())
                .map(route -> name(text(map(route.get("from")), "uri")))
                .collect(Collectors.toSet());
        for (RouteFile file : files) {
            RouteFile.visit(file.entries(), (holder, key, value) -> {
                String uri = value instanceof String text ? text : text(map(value), "uri");
                if (key.equals("to") && uri.startsWith("direct:") && !uri.contains("{")) {
                    rule(there.contains(name(uri)), file, holder, key, "calls " + uri + ", which is nowhere");
                }
            });
        }
    }

    private Set<String> policies() {
        return files.stream()
                .filter(file -> file.folder().equals("errors"))
                .flatMap(file -> file.all("routeConfiguration").stream())
                .map(policy -> text(policy, "id"))
                .collect(Collectors.toSet());
    }

    private void rule(boolean kept, RouteFile file, String otherwise) {
        if (!kept) {
            broken.add(new Finding(file.toString(), file.lines().of(at), otherwise));
        }
    }

    private void rule(boolean kept, RouteFile file, Map<?, ?> holder, String key, String otherwise) {
        if (!kept) {
            broken.add(new Finding(file.toString(), file.lines().of(holder, key), otherwise));
        }
    }

    private static Set<String> names(Map<String, Object> parametrized) {
        return list(parametrized.get("parameters")).stream()
                .map(parameter -> text(map(parameter), "name"))
                .collect(Collectors.toSet());
    }

    private static String name(String uri) {
        return uri.replaceFirst("\\?.*", "");
    }

    private static Collection<?> list(Object value) {
        return value instanceof Collection<?> list ? list : List.of();
    }

    private static String text(Map<String, Object> map, String key) {
        return map.get(key) == null ? "" : map.get(key).toString();
    }
}
