package gateway.mirror;

import java.util.List;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param fields the fields of each record, those of the resource unless the client names some
 * @param filters values by field: a text, a Long or a Boolean
 * @param search a part of one of the searched fields; null for none
 * @param archived whether archived records are asked for instead of the others
 * @param order how records are sorted; ends with the id
 * @param limit how many at most
 * @param offset how many to skip
 * @param after only ids above this one; 0 for all
 * @param id the one record that is asked for; 0 for a list
 * @param maxAge how many seconds ago the mirror may have been brought up to date
 * @param live whether only Odoo's own answer will do
 * @param total whether to count all records that fit
 */
public record Read(
        Resource resource,
        List<String> fields,
        Map<String, Object> filters,
        String search,
        boolean archived,
        List<Order> order,
        int limit,
        int offset,
        long after,
        long id,
        long maxAge,
        boolean live,
        boolean total) {

    /** One term of the order. */
    record Order(String field, boolean descending) {}

    /** Whether pages come in the order of ids, so that the next one begins behind the last id. */
    boolean inOrderOfIds() {
        return order.get(0).equals(new Order("id", false));
    }

    /** Whether it is one record with all its fields: then the answer's ETag is the record's version, for If-Match. */
    boolean isWhole() {
        return id > 0 && fields.equals(resource.fields());
    }

    /** The flow that mirrors what is asked for; null for none. */
    public String getFlow() {
        return resource.flow();
    }

    /** The model in Odoo. */
    public String getModel() {
        return resource.model();
    }

    /** Whether all records that fit are to be counted, too. */
    public boolean isCounted() {
        return total && id == 0;
    }

    @Override
    public String toString() {
        return "Read[" + resource.name() + "]";
    }
}
