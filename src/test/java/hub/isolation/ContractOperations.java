package hub.isolation;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every operation of every contract, as a test needs them that tries them all. */
final class ContractOperations {
    /**
     * @param path with its parameters in braces
     * @param open whether it is there for strangers
     * @param roles whose users may call it
     * @param contentType of its body; null where it takes none
     * @param body the members of a JSON or form body with what they must be like; those in {@code required} have to be there
     */
    record Call(
            String id,
            String method,
            String path,
            boolean open,
            Set<String> roles,
            List<Parameter> parameters,
            String contentType,
            Map<String, Schema<?>> body,
            Set<String> required) {}

    private ContractOperations() {}

    static List<Call> all() throws IOException {
        List<Call> calls = new ArrayList<>();
        ParseOptions whole = new ParseOptions();
        whole.setResolve(true);
        whole.setResolveFully(true);
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml")) {
            OpenAPI contract = new OpenAPIV3Parser()
                    .readContents(file.getContentAsString(StandardCharsets.UTF_8), null, whole)
                    .getOpenAPI();
            String base = contract.getServers().get(0).getUrl().replaceAll("/$", "");
            contract.getPaths().forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> calls.add(
                            call(contract, item, method.name(), (base + path).replaceAll("(?<=.)/$", ""), operation))));
        }
        return calls;
    }

    private static Call call(OpenAPI contract, PathItem item, String method, String path, Operation operation) {
        var security = operation.getSecurity() == null ? contract.getSecurity() : operation.getSecurity();
        List<Parameter> parameters = new ArrayList<>(item.getParameters() == null ? List.of() : item.getParameters());
        parameters.addAll(operation.getParameters() == null ? List.of() : operation.getParameters());
        String contentType = null;
        Map<String, Schema<?>> body = new LinkedHashMap<>();
        Set<String> required = new TreeSet<>();
        if (operation.getRequestBody() != null) {
            Map.Entry<String, MediaType> first = operation
                    .getRequestBody()
                    .getContent()
                    .entrySet()
                    .iterator()
                    .next();
            contentType = first.getKey();
            Schema<?> schema = first.getValue().getSchema();
            if (schema.getProperties() != null) {
                schema.getProperties().forEach((name, described) -> body.put(name, (Schema<?>) described));
            }
            required.addAll(schema.getRequired() == null ? List.of() : schema.getRequired());
        }
        Object roles = extension(operation.getExtensions(), extension(contract.getExtensions(), List.of()));
        return new Call(
                operation.getOperationId(),
                method,
                path,
                security == null || security.isEmpty(),
                new TreeSet<>(((List<?>) roles).stream().map(String::valueOf).toList()),
                parameters,
                contentType,
                body,
                required);
    }

    private static Object extension(Map<String, Object> extensions, Object otherwise) {
        return extensions == null ? otherwise : extensions.getOrDefault("x-roles", otherwise);
    }
}
