package changes;

import java.time.Instant;
import java.util.UUID;

/**
 * One change, without a value of the record.
 *
 * @param position its place in the order of all changes; grows, with gaps
 * @param id the same wherever it is told
 * @param flow whose table changed; {@code mirror} for whatever is in the mirror
 * @param connection the connection that the record was pulled by
 * @param model as Odoo calls it; {@code hub.order} for orders of the portal
 * @param record its id in Odoo; of {@code hub.order} the hub's own
 * @param operation created, updated, archived, restored or deleted
 * @param before SHA-256 in hexadecimal of what was stored of the record; null when nothing was
 * @param after the same of what is stored now; null when nothing is
 * @param at when it was stored
 */
public record ChangeEvent(
        long position,
        UUID id,
        String flow,
        String connection,
        String model,
        long record,
        String operation,
        String before,
        String after,
        Instant at) {}
