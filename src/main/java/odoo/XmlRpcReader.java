package odoo;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML-RPC answer as a stream and writes it as JSON. */
final class XmlRpcReader {
    private static final XMLInputFactory FACTORY = factory();
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d*)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private final XMLStreamReader xml;
    private final JsonGenerator json;

    /**
     * An answer.
     *
     * @param json the value; for a fault its struct
     * @param fault the fault's text, null when it is none
     * @param code the fault's code
     */
    record Result(byte[] json, String fault, int code) {}

    /** The document is no XML-RPC answer, or not a whole one. */
    static final class NotXmlRpcException extends Exception {
        NotXmlRpcException(Throwable cause) {
            super(cause);
        }
    }

    private XmlRpcReader(XMLStreamReader xml, JsonGenerator json) {
        this.xml = xml;
        this.json = json;
    }

    static Result read(byte[] document) throws NotXmlRpcException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(256, document.length / 3));
        try (InputStream clean = new XmlCleaner(new ByteArrayInputStream(document));
                JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out)) {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(clean, "UTF-8");
            XmlRpcReader reader = new XmlRpcReader(xml, json);
            reader.enter("methodResponse");
            boolean fault = reader.nextElement() && xml.getLocalName().equals("fault");
            if (!fault) {
                reader.enter("param");
            }
            reader.enter("value");
            reader.value();
            while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
                // Reading to the end shows whether the document is whole.
            }
            json.flush();
            byte[] bytes = out.toByteArray();
            if (!fault) {
                return new Result(bytes, null, 0);
            }
            var struct = Json.MAPPER.readTree(bytes);
            return new Result(
                    bytes,
                    struct.path("faultString").asText(),
                    struct.path("faultCode").asInt());
        } catch (XMLStreamException | IOException | IllegalStateException e) {
            throw new NotXmlRpcException(e);
        }
    }

    private void enter(String name) throws XMLStreamException {
        if (!nextElement() || !xml.getLocalName().equals(name)) {
            throw new XMLStreamException("expected " + name);
        }
    }

    /** Moves to the next start tag; false at an end tag. */
    private boolean nextElement() throws XMLStreamException {
        return xml.nextTag() == XMLStreamConstants.START_ELEMENT;
    }

    /** From the start tag of a value to its end tag. A value without a type is text. */
    private void value() throws XMLStreamException, IOException {
        StringBuilder text = new StringBuilder();
        int event = xml.next();
        while (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
            text.append(xml.getText());
            event = xml.next();
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            json.writeString(text.toString());
            return;
        }
        typed(xml.getLocalName());
        xml.nextTag();
    }

    /** From the start tag of a type to its end tag. */
    private void typed(String type) throws XMLStreamException, IOException {
        switch (type) {
            case "array" -> array();
            case "struct" -> struct();
            case "nil" -> {
                xml.getElementText();
                json.writeNull();
            }
            case "boolean" -> json.writeBoolean(xml.getElementText().strip().equals("1"));
            case "int", "i1", "i2", "i4", "i8", "biginteger" -> number(INTEGER);
            case "double", "float" -> number(NUMBER);
            default -> json.writeString(xml.getElementText());
        }
    }

    private void number(Pattern shape) throws XMLStreamException, IOException {
        String text = xml.getElementText().strip();
        if (shape.matcher(text).matches()) {
            json.writeNumber(text);
        } else {
            json.writeNull();
        }
    }

    private void array() throws XMLStreamException, IOException {
        json.writeStartArray();
        enter("data");
        while (nextElement()) {
            value();
        }
        json.writeEndArray();
        xml.nextTag();
    }

    private void struct() throws XMLStreamException, IOException {
        json.writeStartObject();
        while (nextElement()) {
            enter("name");
            json.writeFieldName(xml.getElementText());
            enter("value");
            value();
            xml.nextTag();
        }
        json.writeEndObject();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Limits against entity expansion count ordinary text too, and would cut large pages short. Without document
        // types there is nothing to expand.
        for (String limit : new String[] {"jdk.xml.totalEntitySizeLimit", "jdk.xml.maxGeneralEntitySizeLimit"}) {
            if (factory.isPropertySupported(limit)) {
                factory.setProperty(limit, "0");
            }
        }
        return factory;
    }
}
