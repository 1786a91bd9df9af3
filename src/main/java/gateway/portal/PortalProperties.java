package gateway.portal;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The clients' portal.
 *
 * @param menu entries of the menu as {@code name=url}, in their order (default: the hub's own pages)
 * @param documents models of Odoo whose attachments a client may see where the record is the client's own:
 *     {@code sale.order}, {@code account.move}, {@code project.task}, {@code event.registration}, {@code res.partner}
 *     (default: the first three; whatever is attached to a record of these is for the client to see)
 * @param maxDocument the largest document that is given out (default 25MB)
 * @param publicStages stages whose events are for the public, by their English names, where Odoo lacks its module website_event
 *     and so has no word for published (default Announced)
 */
@ConfigurationProperties("hub.portal")
public record PortalProperties(
        @DefaultValue({"Dashboard=/portal", "Events=/events", "Bookings=/bookings", "Documents=/portal#documents"})
        List<String> menu,

        @DefaultValue({"sale.order", "account.move", "project.task"})
        List<String> documents,

        @DefaultValue("25MB") DataSize maxDocument,
        @DefaultValue("Announced") List<String> publicStages) {}
