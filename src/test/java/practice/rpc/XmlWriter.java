package practice.rpc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import practice.orm.OdooException;
import practice.orm.Version;

/** Writes XML-RPC answers line by line as Python's xmlrpc does. */
final class XmlWriter {
    private final Version version;

    XmlWriter(Version version) {
        this.version = version;
    }

    byte[] answer(Object result) {
        StringBuilder out = start();
        out.append("<params>\n<param>\n");
        value(out, result);
        return end(out.append("</param>\n</params>\n"));
    }

    byte[] fault(int code, String text) {
        StringBuilder out = start();
        out.append("<fault>\n<value><struct>\n<member>\n<name>faultCode</name>\n<value><int>")
                .append(code)
                .append("</int></value>\n</member>\n<member>\n<name>faultString</name>\n<value><string>");
        escape(out, text);
        return end(out.append("</string></value>\n</member>\n</struct></value>\n</fault>\n"));
    }

    private StringBuilder start() {
        return new StringBuilder(1024)
                .append(version.pick("<?xml version=\"1.0\"?>\n", "<?xml version='1.0'?>\n"))
                .append("<methodResponse>\n");
    }

    private static byte[] end(StringBuilder out) {
        return out.append("\n</methodResponse>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(StringBuilder out, Object value) {
        out.append("<value>");
        if (value == null) {
            throw OdooException.builtin("TypeError", "cannot marshal None unless allow_none is enabled");
        } else if (value instanceof Boolean flag) {
            out.append("<boolean>").append(flag ? 1 : 0).append("</boolean>");
        } else if (value instanceof Integer) {
            out.append("<int>").append(value).append("</int>");
        } else if (value instanceof Number) {
            out.append("<double>").append(value).append("</double>");
        } else if (value instanceof List<?> items) {
            out.append("<array><data>\n");
            items.forEach(item -> value(out, item));
            out.append("</data></array>");
        } else if (value instanceof Map<?, ?> members) {
            out.append("<struct>\n");
            members.forEach((name, member) -> {
                out.append("<member>\n<name>");
                escape(out, name.toString());
                out.append("</name>\n");
                value(out, member);
                out.append("</member>\n");
            });
            out.append("</struct>");
        } else {
            out.append("<string>");
            escape(out, value.toString());
            out.append("</string>");
        }
        out.append("</value>\n");
    }

    /** 19 drops the control characters that XML cannot hold; 14 lets them through and its answer cannot be parsed. */
    private void escape(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> {
                    boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t';
                    if (!control || version.is14()) {
                        out.append(c);
                    }
                }
            }
        }
    }
}
