package hub.web;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import hub.web.Problem.Fault;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import java.net.URLDecoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.rest.openapi.RestOpenApiComponent;
import org.apache.camel.component.rest.openapi.RestOpenApiHelper;
import org.apache.camel.spi.RestClientRequestValidator;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.MessageHelper;
import org.springframework.stereotype.Component;

/**
 * Holds each request against its contract before a route sees it, and answers what does not fit with a problem that names
 * the part and the rule. A contract is prepared once and then kept. What plainly fits is let through without the full
 * validation; see {@link PlainRequests}.
 */
@Component
public class ContractValidator implements RestClientRequestValidator {
    private record Contract(
            OpenApiInteractionValidator validator, PlainRequests plain, PlainQueries reads, String basePath) {}

    private final Map<OpenAPI, Contract> contracts = Collections.synchronizedMap(new IdentityHashMap<>());

    @Override
    public ValidationError validate(Exchange exchange, ValidationContext ignored) {
        OpenAPI openApi = exchange.getProperty(Exchange.REST_OPENAPI, OpenAPI.class);
        if (openApi == null) {
            return null;
        }
        Contract contract = contracts.computeIfAbsent(openApi, api -> prepare(exchange.getContext(), api));
        // A body that is checked by row stands here as one that fits.
        boolean byRow = isCheckedByRow(openApi, exchange.getMessage(), contract.basePath());
        String body = byRow ? "[]" : MessageHelper.extractBodyAsString(exchange.getMessage());
        if (isRead(exchange) && (body == null || body.isEmpty())) {
            // Else each parameter of an SQL statement is looked for in an empty stream, which costs more than the
            // statement.
            exchange.getMessage().setBody(null);
        } else if (!byRow && body != null) {
            // The text that was read is not read again.
            exchange.getMessage().setBody(body);
        }
        if (isPlain(exchange, contract, body)) {
            return null;
        }
        List<Fault> faults;
        int status = 400;
        try {
            ValidationReport report =
                    contract.validator().validateRequest(request(exchange, contract.basePath(), body));
            if (!report.hasErrors()) {
                return null;
            }
            faults = ContractFaults.of(report);
            status = ContractFaults.status(report);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException unknown) {
            faults = List.of();
            status = 415;
        } catch (IllegalArgumentException unreadable) {
            faults = List.of(new Fault("query", "encoding", "The query is not properly URL-encoded."));
        }
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Problem problem = status == 400
                ? Problem.of(400, "The request does not fit the contract of this address.", faults)
                : Problem.of(status);
        return new ValidationError(status, Problems.json(problem));
    }

    private static Contract prepare(CamelContext context, OpenAPI openApi) {
        // Who may call is Spring Security's business: credentials do not reach this place.
        LevelResolver.Builder levels =
                LevelResolver.create().withLevel("validation.request.security", ValidationReport.Level.IGNORE);
        if (hasFreeQuery(openApi)) {
            levels.withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.IGNORE);
        }
        RestOpenApiComponent component = (RestOpenApiComponent) context.hasComponent("rest-openapi");
        return new Contract(
                OpenApiInteractionValidator.createFor(openApi)
                        .withLevelResolver(levels.build())
                        .build(),
                new PlainRequests(openApi),
                new PlainQueries(openApi),
                RestOpenApiHelper.determineBasePath(context, component, null, openApi));
    }

    /** Whether the operations know by themselves which parameters there are ({@code x-free-query}): fields of a model are some. */
    private static boolean hasFreeQuery(OpenAPI openApi) {
        return openApi.getExtensions() != null
                && Boolean.TRUE.equals(openApi.getExtensions().get("x-free-query"));
    }

    private static boolean isPlain(Exchange exchange, Contract contract, String body) {
        Message message = exchange.getMessage();
        if (isRead(exchange)) {
            return (body == null || body.isEmpty())
                    && PlainRequests.acceptsJson(message.getHeader("Accept", String.class))
                    && contract.reads()
                            .fits(
                                    path(message, contract.basePath()),
                                    message.getHeader(Exchange.HTTP_QUERY, String.class));
        }
        return contract.plain()
                .fits(
                        message.getHeader(Exchange.HTTP_METHOD, String.class),
                        path(message, contract.basePath()),
                        message.getHeader(Exchange.HTTP_QUERY, String.class),
                        message.getHeader("Accept", String.class),
                        ExchangeHelper.getContentType(exchange),
                        body);
    }

    private static boolean isRead(Exchange exchange) {
        return "GET".equals(exchange.getMessage().getHeader(Exchange.HTTP_METHOD, String.class));
    }

    /** Whether the operation checks its body itself, row by row, and answers for each ({@code x-checked-by-row}). */
    private static boolean isCheckedByRow(OpenAPI openApi, Message message, String basePath) {
        String path = path(message, basePath);
        PathItem item = openApi.getPaths().get(path.isEmpty() ? "/" : path);
        boolean post = "POST".equals(message.getHeader(Exchange.HTTP_METHOD, String.class));
        Operation operation = item == null || !post ? null : item.getPost();
        return operation != null
                && operation.getExtensions() != null
                && Boolean.TRUE.equals(operation.getExtensions().get("x-checked-by-row"));
    }

    private static String path(Message message, String basePath) {
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        return path.startsWith(basePath) ? path.substring(basePath.length()) : path;
    }

    private static SimpleRequest request(Exchange exchange, String basePath, String body) {
        Message message = exchange.getMessage();
        var request = new SimpleRequest.Builder(
                message.getHeader(Exchange.HTTP_METHOD, String.class), path(message, basePath), false);
        String accept = message.getHeader("Accept", String.class);
        if (accept != null) {
            request.withAccept(accept);
        }
        String contentType = ExchangeHelper.getContentType(exchange);
        if (contentType != null) {
            request.withContentType(contentType);
        }
        if (body != null && !body.isEmpty()) {
            request.withBody(body);
        }
        message.getHeaders().forEach((name, value) -> {
            if (value instanceof String text && !name.startsWith("Camel") && !isSetAlready(name)) {
                request.withHeader(name, text);
            }
        });
        addQuery(request, message.getHeader(Exchange.HTTP_QUERY, String.class));
        return request.build();
    }

    private static boolean isSetAlready(String name) {
        return name.equalsIgnoreCase("Accept") || name.equalsIgnoreCase("Content-Type");
    }

    private static void addQuery(SimpleRequest.Builder request, String query) {
        if (query == null || query.isEmpty()) {
            return;
        }
        for (String pair : query.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            request.withQueryParam(decode(nameAndValue[0]), nameAndValue.length == 1 ? "" : decode(nameAndValue[1]));
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
