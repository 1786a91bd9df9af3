package routes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import sync.FlowSpec;

/** The flows there are: one for each route made from the template {@code pull}. */
@Component("flows")
public class Flows {
    private static final String PULL = "-pull";
    private static final String FULL_CRON = "fullCron";

    private final CamelContext camel;
    private final Environment settings;

    Flows(CamelContext camel, Environment settings) {
        this.camel = camel;
        this.settings = settings;
    }

    /** All flows by name. */
    public List<FlowSpec> all() {
        return routes().filter(Flows::isPull)
                .map(Flows::spec)
                .sorted(Comparator.comparing(FlowSpec::name))
                .toList();
    }

    /** @throws UnknownFlowException naming the flows there are */
    public FlowSpec get(String name) {
        return all().stream()
                .filter(flow -> flow.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownFlowException(
                        all().stream().map(FlowSpec::name).toList()));
    }

    /** Names of the flows that also run on users' connections. */
    public List<String> forUsers() {
        return all().stream().filter(FlowSpec::forUsers).map(FlowSpec::name).toList();
    }

    /** Whether the flow has a schedule; one without runs only when somebody asks, or for a flow that joins its rows. */
    public boolean isScheduled(String flow) {
        return timetables(flow).anyMatch(this::isOn);
    }

    /** Whether the flow has a schedule that is switched off: what it reads may be missing in this Odoo. */
    public boolean isSwitchedOff(String flow) {
        return !isScheduled(flow) && timetables(flow).findAny().isPresent();
    }

    /** The timetables of the flows into the mirror, which need no routes of their own in the file. */
    List<MirrorTimetable> mirrorTimetables() {
        return routes().filter(Flows::isPull)
                .map(RouteDefinition::getTemplateParameters)
                .filter(parameters -> parameters.containsKey(FULL_CRON))
                .map(this::mirrorTimetable)
                .toList();
    }

    private Stream<RouteDefinition> routes() {
        return camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream();
    }

    /** Parameters of the flow's routes that have a schedule. */
    private Stream<Map<String, Object>> timetables(String flow) {
        return routes().map(RouteDefinition::getTemplateParameters)
                .filter(parameters ->
                        parameters != null && flow.equals(parameters.get("flow")) && parameters.containsKey("cron"));
    }

    private boolean isOn(Map<String, Object> parameters) {
        return parameters.containsKey(FULL_CRON)
                ? mirrorTimetable(parameters).enabled()
                : Boolean.parseBoolean(camel.resolvePropertyPlaceholders(text(parameters, "enabled", "true")));
    }

    private MirrorTimetable mirrorTimetable(Map<String, Object> parameters) {
        return MirrorTimetable.of(
                text(parameters, "flow", ""),
                name -> camel.resolvePropertyPlaceholders(text(parameters, name, "")),
                settings::getProperty);
    }

    private static boolean isPull(RouteDefinition route) {
        return Boolean.TRUE.equals(route.isTemplate())
                && route.getRouteId().endsWith(PULL)
                && route.getTemplateParameters() != null
                && route.getTemplateParameters().containsKey("model");
    }

    private static FlowSpec spec(RouteDefinition route) {
        Map<String, Object> p = route.getTemplateParameters();
        String name = text(p, "flow", "");
        String mapping = text(p, "mapping", "");
        return new FlowSpec(
                name,
                text(p, "description", ""),
                text(p, "model", ""),
                text(p, "fields", "").replaceAll("\\s+", ""),
                text(p, "domain", "[]"),
                text(p, "table", name),
                text(p, "idColumn", "id"),
                text(p, "publicModel", ""),
                mapping.isEmpty() ? name : mapping,
                text(p, "load", ""),
                list(text(p, "stamps", "write_date")),
                list(text(p, "requires", "")),
                Boolean.parseBoolean(text(p, "forUsers", "false")));
    }

    private static List<String> list(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static String text(Map<String, Object> parameters, String name, String otherwise) {
        Object value = parameters.get(name);
        return value == null ? otherwise : value.toString();
    }
}
