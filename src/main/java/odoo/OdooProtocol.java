package odoo;

import java.util.Locale;

/** How calls reach Odoo. */
public enum OdooProtocol {
    /** Ask the server its version once; JSON-2 on Odoo 19 or newer with an API key, JSON-RPC otherwise. */
    AUTO,
    /** {@code POST /json/2/<model>/<method>}; Odoo 19 or newer, API keys only. */
    JSON2,
    /** {@code POST /jsonrpc}; Odoo 8 or newer, API keys and passwords. */
    JSONRPC,
    /** {@code POST /xmlrpc/2/object}; every Odoo, API keys and passwords, the slowest of the three. */
    XMLRPC;

    /**
     * Reads a setting such as {@code json2}, {@code JSON-RPC} or {@code xml-rpc}; blank means {@link #AUTO}.
     *
     * @throws IllegalArgumentException naming the accepted values
     */
    public static OdooProtocol parse(String text) {
        if (text == null || text.isBlank()) {
            return AUTO;
        }
        String bare = text.strip().toUpperCase(Locale.ROOT).replace("-", "").replace("_", "");
        for (OdooProtocol protocol : values()) {
            if (protocol.name().equals(bare)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException(
                "Unknown Odoo protocol '" + text + "': use one of auto, json2, jsonrpc, xmlrpc");
    }
}
