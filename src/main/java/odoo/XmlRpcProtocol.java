package odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code POST /xmlrpc/2/object} and {@code /common}. The answer is turned into the same JSON that the other protocols bring. */
final class XmlRpcProtocol extends RpcProtocol {
    private static final String NOTHING = "cannot marshal None unless allow_none is enabled";
    private static final Pattern ERROR_LINE =
            Pattern.compile("^((?:[a-z_]\\w*\\.)*[A-Z][A-Za-z]*[a-z][A-Za-z]*): (.*)$", Pattern.DOTALL);

    @Override
    OdooAnswer send(OdooSession session, OdooCall call, String service, String method, ArrayNode args) {
        byte[] body;
        try {
            body = XmlRpcWriter.write(method, args);
        } catch (IllegalArgumentException e) {
            throw session.failures(call).invalid(e.getMessage(), "Remove the character, or use another protocol");
        }
        return session.exchange(
                call,
                OdooProtocol.XMLRPC,
                new OdooSession.Request("xmlrpc/2/" + service, body, Map.of()),
                answer -> result(session.failures(call), answer));
    }

    private static byte[] result(OdooFailures failures, HttpAnswer answer) {
        if (answer.status() != 200 || !answer.isMarkup()) {
            throw failures.notOdoo(answer);
        }
        XmlRpcReader.Result result;
        try {
            result = XmlRpcReader.read(answer.body());
        } catch (XmlRpcReader.NotXmlRpcException e) {
            throw failures.notOdoo(answer);
        }
        if (result.fault() == null) {
            return result.json();
        }
        if (result.fault().contains(NOTHING)) {
            return NULL;
        }
        throw fault(failures, result.code(), result.fault());
    }

    private static OdooException fault(OdooFailures failures, int code, String text) {
        return switch (code) {
            case 2 -> failures.reported(200, nameOf(text), text);
            case 3 -> failures.reported(200, "odoo.exceptions.AccessDenied", text);
            case 4 -> failures.reported(200, "odoo.exceptions.AccessError", text);
            default -> traceback(failures, text);
        };
    }

    /** A fault of code 2 carries only the text of a UserError or of one of its kinds. */
    private static String nameOf(String text) {
        return text.contains("Record does not exist or has been deleted")
                        || text.startsWith("One of the documents you are trying to access has been deleted")
                ? "odoo.exceptions.MissingError"
                : "odoo.exceptions.UserError";
    }

    /** A fault of code 1 carries a traceback, whose last lines say what happened. */
    private static OdooException traceback(OdooFailures failures, String text) {
        String[] lines = text.stripTrailing().split("\n");
        StringBuilder tail = new StringBuilder();
        for (int i = lines.length - 1; i >= 0; i--) {
            tail.insert(0, lines[i] + (tail.isEmpty() ? "" : "\n"));
            Matcher error = ERROR_LINE.matcher(tail);
            if (error.find()) {
                return failures.reported(200, error.group(1), error.group(2));
            }
        }
        return failures.reported(200, "", "an unnamed server error");
    }
}
