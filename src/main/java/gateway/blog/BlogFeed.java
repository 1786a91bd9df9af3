package gateway.blog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.stereotype.Component;

/** Posts as RSS 2.0 and their addresses as a sitemap. */
@Component
public class BlogFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private final BlogProperties settings;

    BlogFeed(BlogProperties settings) {
        this.settings = settings;
    }

    /** RSS 2.0 of these posts. */
    public String rss(Posts posts) {
        return document(xml -> {
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeNamespace("atom", ATOM);
            xml.writeStartElement("channel");
            text(xml, "title", settings.title());
            text(xml, "link", address(""));
            text(xml, "description", settings.title());
            text(xml, "lastBuildDate", date(posts.changed()));
            xml.writeEmptyElement(ATOM, "link");
            xml.writeAttribute("href", address("/feed.xml"));
            xml.writeAttribute("rel", "self");
            xml.writeAttribute("type", "application/rss+xml");
            for (JsonNode post : posts.summaries()) {
                item(xml, post);
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private void item(XMLStreamWriter xml, JsonNode post) throws XMLStreamException {
        xml.writeStartElement("item");
        text(xml, "title", post.path("name").asText());
        text(xml, "link", address("/" + post.path("slug").asText()));
        xml.writeStartElement("guid");
        xml.writeAttribute("isPermaLink", "false");
        xml.writeCharacters(address("/" + post.path("id").asText()));
        xml.writeEndElement();
        text(xml, "pubDate", date(Instant.parse(post.path("published_at").asText())));
        if (post.path("category").path("name").isTextual()) {
            text(xml, "category", post.path("category").path("name").asText());
        }
        for (JsonNode tag : post.path("tags")) {
            text(xml, "category", tag.path("name").asText());
        }
        text(xml, "description", post.path("teaser").asText(""));
        xml.writeEndElement();
    }

    /** The addresses of these posts and of the blog itself. */
    public String sitemap(Posts posts) {
        return document(xml -> {
            xml.writeStartElement("urlset");
            xml.writeDefaultNamespace(SITEMAP);
            url(
                    xml,
                    address(""),
                    posts.changed().equals(Instant.EPOCH)
                            ? null
                            : posts.changed().toString());
            for (JsonNode post : posts.summaries()) {
                url(
                        xml,
                        address("/" + post.path("slug").asText()),
                        post.path("changed_at").asText());
            }
            xml.writeEndElement();
        });
    }

    private static void url(XMLStreamWriter xml, String address, String changed) throws XMLStreamException {
        xml.writeStartElement("url");
        text(xml, "loc", address);
        if (changed != null) {
            text(xml, "lastmod", changed);
        }
        xml.writeEndElement();
    }

    private String address(String below) {
        return settings.publicUrl().replaceAll("/+$", "") + "/blog" + below;
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** Without the characters that XML has no way to say. */
    private static void text(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(
                value.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", ""));
        xml.writeEndElement();
    }

    private interface Body {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static String document(Body body) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.setPrefix("atom", ATOM);
            xml.writeStartDocument("UTF-8", "1.0");
            body.write(xml);
            xml.writeEndDocument();
            return out.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
