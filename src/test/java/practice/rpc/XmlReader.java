package practice.rpc;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML-RPC call. */
final class XmlReader {
    record MethodCall(String method, List<Object> params) {}

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;

    private XmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** @throws IllegalArgumentException when this is not an XML-RPC call */
    static MethodCall read(byte[] body) {
        try {
            return new XmlReader(FACTORY.createXMLStreamReader(new ByteArrayInputStream(body))).call();
        } catch (XMLStreamException | RuntimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private MethodCall call() throws XMLStreamException {
        String method = null;
        List<Object> params = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("methodName")) {
                    method = xml.getElementText();
                } else if (xml.getLocalName().equals("value")) {
                    params.add(value());
                }
            }
        }
        if (method == null) {
            throw new IllegalArgumentException("no methodName");
        }
        return new MethodCall(method, params);
    }

    /** At the start of a value element; ends at its end. Text without a type is a string. */
    private Object value() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        Object typed = null;
        boolean isTyped = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                typed = typed(xml.getLocalName());
                isTyped = true;
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(xml.getText());
            }
        }
        return isTyped ? typed : text.toString();
    }

    private Object typed(String type) throws XMLStreamException {
        return switch (type) {
            case "int", "i4", "i8" -> Integer.valueOf(xml.getElementText().strip());
            case "boolean" -> xml.getElementText().strip().equals("1");
            case "double" -> Double.valueOf(xml.getElementText().strip());
            case "nil" -> {
                xml.getElementText();
                yield null;
            }
            case "array" -> array();
            case "struct" -> struct();
            default -> xml.getElementText();
        };
    }

    private List<Object> array() throws XMLStreamException {
        List<Object> items = new ArrayList<>();
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("array"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("value")) {
                items.add(value());
            }
        }
        return items;
    }

    private Map<String, Object> struct() throws XMLStreamException {
        Map<String, Object> members = new LinkedHashMap<>();
        String name = null;
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals("struct"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("name")) {
                name = xml.getElementText();
            } else if (xml.isStartElement() && xml.getLocalName().equals("value")) {
                members.put(name, value());
            }
        }
        return members;
    }
}
