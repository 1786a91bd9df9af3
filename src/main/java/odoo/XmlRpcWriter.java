package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes an XML-RPC request from JSON values. */
final class XmlRpcWriter {
    private final StringBuilder xml = new StringBuilder(4096);

    private XmlRpcWriter() {}

    /** @throws IllegalArgumentException for text that XML cannot carry */
    static byte[] write(String method, Iterable<JsonNode> params) {
        XmlRpcWriter writer = new XmlRpcWriter();
        writer.xml.append("<?xml version=\"1.0\"?><methodCall><methodName>").append(method);
        writer.xml.append("</methodName><params>");
        for (JsonNode param : params) {
            writer.xml.append("<param>");
            writer.value(param);
            writer.xml.append("</param>");
        }
        writer.xml.append("</params></methodCall>");
        return writer.xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonNode node) {
        xml.append("<value>");
        switch (node.getNodeType()) {
            case ARRAY -> {
                xml.append("<array><data>");
                node.forEach(this::value);
                xml.append("</data></array>");
            }
            case OBJECT -> {
                xml.append("<struct>");
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    xml.append("<member><name>");
                    text(member.getKey());
                    xml.append("</name>");
                    value(member.getValue());
                    xml.append("</member>");
                }
                xml.append("</struct>");
            }
            case BOOLEAN -> element("boolean", node.booleanValue() ? "1" : "0");
            case NUMBER -> number(node);
            case NULL, MISSING -> xml.append("<nil/>");
            default -> {
                xml.append("<string>");
                text(node.asText());
                xml.append("</string>");
            }
        }
        xml.append("</value>");
    }

    private void number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            element("double", node.decimalValue().toPlainString());
        } else {
            element(node.canConvertToInt() ? "int" : "i8", node.asText());
        }
    }

    private void element(String name, String content) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append('>');
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '\r' -> xml.append("&#13;");
                default -> {
                    boolean control = c < ' ' && c != '\t' && c != '\n';
                    if (control || c == '\uFFFE' || c == '\uFFFF') {
                        throw new IllegalArgumentException(
                                String.format("XML-RPC cannot carry the character U+%04X", (int) c));
                    }
                    xml.append(c);
                }
            }
        }
    }
}
