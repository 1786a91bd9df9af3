package gateway.policy;

import java.util.List;
import java.util.Map;

/**
 * Records that belong to another one and are given with it, as the lines of an order.
 *
 * @param model in Odoo
 * @param fields that may be given, by name
 * @param required of each line
 */
public record Lines(String model, Map<String, PolicyField> fields, List<String> required) {}
