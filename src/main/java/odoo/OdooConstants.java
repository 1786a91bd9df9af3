package odoo;

import org.apache.camel.spi.Metadata;

/** Message headers of the {@code odoo} component. */
public final class OdooConstants {
    @Metadata(description = "Overrides the connection option.", javaType = "String", label = "producer")
    public static final String CONNECTION = "CamelOdooConnection";

    @Metadata(
            description = "Overrides the domain option: JSON text or a List.",
            javaType = "Object",
            label = "producer")
    public static final String DOMAIN = "CamelOdooDomain";

    @Metadata(description = "Overrides the fields option.", javaType = "String", label = "producer")
    public static final String FIELDS = "CamelOdooFields";

    @Metadata(
            description = "Overrides or adds keys of the context option: JSON text or a Map.",
            javaType = "Object",
            label = "producer")
    public static final String CONTEXT = "CamelOdooContext";

    @Metadata(description = "Overrides the order option.", javaType = "String", label = "producer")
    public static final String ORDER = "CamelOdooOrder";

    @Metadata(description = "Overrides the limit option.", javaType = "Integer", label = "producer")
    public static final String LIMIT = "CamelOdooLimit";

    @Metadata(description = "Overrides the offset option.", javaType = "Integer", label = "producer")
    public static final String OFFSET = "CamelOdooOffset";

    @Metadata(
            description = "The ids a write or another method works on: JSON text, an array of long or a Collection.",
            javaType = "Object",
            label = "producer")
    public static final String IDS = "CamelOdooIds";

    @Metadata(
            description = "When the server answered, by its own clock (HTTP Date header, whole seconds).",
            javaType = "java.time.Instant",
            label = "producer")
    public static final String SERVER_DATE = "CamelOdooServerDate";

    @Metadata(description = "The server's version, for example 19.0.", javaType = "String", label = "producer")
    public static final String SERVER_VERSION = "CamelOdooServerVersion";

    @Metadata(
            description = "The protocol that was used: JSON2, JSONRPC or XMLRPC.",
            javaType = "String",
            label = "producer")
    public static final String PROTOCOL = "CamelOdooProtocol";

    private OdooConstants() {}
}
