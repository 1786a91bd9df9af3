package hub.web;

import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import com.atlassian.oai.validator.report.ValidationReport.MessageContext;
import hub.web.Problem.Fault;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a contract validation found, in words that hold the contract's rules but nothing of the request's content. */
final class ContractFaults {
    private static final Pattern LIMIT = Pattern.compile("(?:minimum|maximum)[a-z ]*: (-?[0-9][0-9.]*)[^()]*\\)$");
    private static final Pattern NAMES_AT_END = Pattern.compile("\\((\\[[^()]*])\\)$");
    private static final Pattern VALUES_AT_END = Pattern.compile("\\(possible values: (\\[[^()]*])\\)$");
    private static final int MOST = 20;

    private ContractFaults() {}

    static List<Fault> of(ValidationReport report) {
        return errors(report).map(ContractFaults::fault).distinct().limit(MOST).toList();
    }

    /** 400, unless the whole request fails for its content type (415) or for what it accepts (406). */
    static int status(ValidationReport report) {
        List<String> keys = errors(report).map(Message::getKey).toList();
        if (keys.stream().anyMatch(key -> key.startsWith("validation.request.contentType"))) {
            return 415;
        }
        return keys.stream().anyMatch(key -> key.startsWith("validation.request.accept")) ? 406 : 400;
    }

    private static Stream<Message> errors(ValidationReport report) {
        return report.getMessages().stream().filter(message -> message.getLevel() == ValidationReport.Level.ERROR);
    }

    private static Fault fault(Message message) {
        String code = message.getKey().substring(message.getKey().lastIndexOf('.') + 1);
        if (message.getKey().equals("validation.request.parameter.query.unexpected")) {
            return new Fault("query", code, "Holds a parameter that the contract does not know" + known(message) + ".");
        }
        return new Fault(field(message), code, words(code, message));
    }

    private static String field(Message message) {
        MessageContext context = message.getContext().orElse(MessageContext.empty());
        String parameter = context.getParameter().map(Parameter::getName).orElse(null);
        if (parameter != null) {
            return parameter;
        }
        String pointer =
                context.getPointers().map(MessageContext.Pointers::getInstance).orElse("");
        // A key of a free-form object is the client's own text.
        return pointer.isEmpty() || pointer.equals("/") || !pointer.matches("[/A-Za-z0-9_.-]{1,100}")
                ? "body"
                : pointer;
    }

    private static String words(String code, Message message) {
        String said = message.getMessage();
        return switch (code) {
            case "missing" -> message.getKey().contains(".body.") ? "A request body is required." : "Required.";
            case "unexpected" -> "Not expected here.";
            case "required" -> "Required members are missing: " + part(NAMES_AT_END, said, "see the contract") + ".";
            case "enum" -> "Has to be one of " + part(VALUES_AT_END, said, "the values in the contract") + ".";
            case "invalid" -> "Has to be one of the values in the contract.";
            case "type" -> "Has another type than the contract says" + type(message) + ".";
            case "pattern" -> "Does not have the form that the contract says.";
            case "date", "date-time", "email", "uri", "uuid", "time", "ipv4", "ipv6", "hostname" ->
                "Has to be a valid " + code + ".";
            case "invalidJson" ->
                isParameter(message)
                        ? "Has another type than the contract says" + type(message) + "."
                        : "Is not valid JSON.";
            case "additionalProperties" -> "Holds members that the contract does not know.";
            case "minimum", "minLength", "minItems", "tooFewItems" -> "Too small or too short; at least " + limit(said);
            case "maximum", "maxLength", "maxItems", "tooManyItems" -> "Too large or too long; at most " + limit(said);
            default -> "Does not fit the contract (" + code + ").";
        };
    }

    /** The query parameters that there are. */
    private static String known(Message message) {
        String names = message
                .getContext()
                .flatMap(MessageContext::getApiOperation)
                .map(operation -> operation.getOperation().getParameters())
                .orElse(List.of())
                .stream()
                .filter(parameter -> "query".equals(parameter.getIn()))
                .map(Parameter::getName)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; it knows " + names;
    }

    private static boolean isParameter(Message message) {
        return message.getContext().flatMap(MessageContext::getParameter).isPresent();
    }

    /** What a parameter has to be. */
    private static String type(Message message) {
        return message.getContext()
                .flatMap(MessageContext::getParameter)
                .map(Parameter::getSchema)
                .map(schema -> "boolean".equals(schema.getType())
                        ? "; it takes true or false"
                        : "; it takes " + schema.getType())
                .map(words -> words.replaceFirst("takes (?=integer)", "takes an ")
                        .replaceFirst("takes (?=number)", "takes a "))
                .orElse("");
    }

    private static String limit(String said) {
        return part(LIMIT, said, "what the contract says") + ".";
    }

    private static String part(Pattern pattern, String said, String otherwise) {
        Matcher matcher = pattern.matcher(said);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
