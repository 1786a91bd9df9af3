import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lints the chart, renders it in several ways, and holds what comes of it against Kubernetes' own types: a field that is unknown or
 * of another type is a fault. {@code java -cp … ChartCheck.java FOLDER}
 */
final class ChartCheck {
    private static final Map<String, Class<?>> TYPES = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "v1 Service", Service.class,
            "networking.k8s.io/v1 Ingress", Ingress.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    private static final List<Map<String, Object>> VALUES = List.of(
            Map.of(),
            Map.ofEntries(
                    Map.entry("ingress.enabled", true),
                    Map.entry("ingress.tlsSecret", "tls"),
                    Map.entry("ingress.className", "nginx"),
                    Map.entry("serviceMonitor.enabled", true),
                    Map.entry("env.LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs"),
                    Map.entry("odoo.url", "https://odoo.example.com"),
                    Map.entry("odoo.db", "prod"),
                    Map.entry("odoo.username", "hub"),
                    Map.entry("imagePullSecrets[0].name", "registry"),
                    Map.entry("nodeSelector.disk", "ssd"),
                    Map.entry("javaToolOptions", "-Xmx400m"),
                    Map.entry("podAnnotations.note", "yes")),
            Map.of("replicas", 1, "networkPolicy.enabled", false));

    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated method) {
                    return false;
                }
            });

    public static void main(String[] arguments) throws Exception {
        Helm chart = new Helm(Path.of(arguments[0]));
        LintResult lint = chart.lint().strict().call();
        lint.getMessages().forEach(System.out::println);
        if (lint.isFailed()) {
            throw new IllegalStateException("helm lint failed");
        }
        for (Map<String, Object> values : VALUES) {
            TemplateCommand template = chart.template().withName("hub");
            new TreeMap<>(values).forEach(template::set);
            System.out.println(values + ": " + check(template.call()));
        }
        refuses(chart, "database.url", "mysql://db/portal");
        refuses(chart, "nonsense", "1");
    }

    private static TreeMap<String, Integer> check(String rendered) throws Exception {
        TreeMap<String, Integer> kinds = new TreeMap<>();
        for (JsonNode document : STRICT.readerFor(JsonNode.class).<JsonNode>readValues(rendered).readAll()) {
            if (document == null || document.isNull() || document.isMissingNode()) {
                continue;
            }
            String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
            if (TYPES.containsKey(kind)) {
                STRICT.treeToValue(document, TYPES.get(kind));
            } else if (!kind.equals("monitoring.coreos.com/v1 ServiceMonitor")) {
                throw new IllegalStateException("Nobody knows " + kind);
            }
            Map<String, Object> metadata = STRICT.convertValue(document.path("metadata"), new TypeReference<>() {});
            if (!String.valueOf(metadata.get("name")).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")) {
                throw new IllegalStateException("No name for an object: " + metadata);
            }
            kinds.merge(document.path("kind").asText(), 1, Integer::sum);
        }
        return kinds;
    }

    private static void refuses(Helm chart, String name, String value) {
        try {
            chart.template().withName("hub").set(name, value).call();
        } catch (IllegalStateException refused) {
            return;
        }
        throw new IllegalStateException("values.schema.json lets " + name + "=" + value + " through");
    }
}
