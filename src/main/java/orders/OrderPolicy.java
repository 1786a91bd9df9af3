package orders;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is answered to Odoo's questions when a manufacturing order is finished, {@code hub.orders.policy}.
 *
 * @param backorder less was produced than planned: {@code create} a backorder of the rest, {@code close} the order without
 *     one, or {@code refuse} (default {@code create})
 * @param immediate nothing was recorded and Odoo (before 17) offers to record everything: {@code process} or {@code refuse}
 *     (default {@code process})
 * @param consumption other quantities were consumed than the bill of materials says: {@code refuse}, or {@code accept} what
 *     was recorded (default {@code refuse})
 * @param shortage components are not all in stock: {@code allow}, as Odoo does, which leaves their stock negative, or {@code
 *     refuse} (default {@code allow})
 * @param missingBom the product has no bill of materials: {@code refuse}, or {@code create} an order without components
 *     (default {@code refuse})
 */
@ConfigurationProperties("hub.orders.policy")
public record OrderPolicy(
        @DefaultValue("create") Backorder backorder,
        @DefaultValue("process") Immediate immediate,
        @DefaultValue("refuse") Consumption consumption,
        @DefaultValue("allow") Shortage shortage,
        @DefaultValue("refuse") MissingBom missingBom) {
    /** Less was produced than planned. */
    public enum Backorder {
        CREATE,
        CLOSE,
        REFUSE
    }

    /** Nothing was recorded. */
    public enum Immediate {
        PROCESS,
        REFUSE
    }

    /** Other quantities were consumed than expected. */
    public enum Consumption {
        REFUSE,
        ACCEPT
    }

    /** Components are not all in stock. */
    public enum Shortage {
        ALLOW,
        REFUSE
    }

    /** The product has no bill of materials. */
    public enum MissingBom {
        REFUSE,
        CREATE
    }
}
