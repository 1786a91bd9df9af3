package odoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A list of fields that may speak for several versions of Odoo: {@code name,mobile?,date_start|date_planned_start}.
 *
 * @param items the fields in order; empty asks for all
 */
record FieldList(List<Item> items) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.:]*");

    /** One field: the names it goes by, and whether it may be missing under all of them. */
    record Item(List<String> names, boolean optional) {}

    /**
     * What to ask this Odoo for.
     *
     * @param names the fields to read
     * @param renames from the name that this Odoo knows to the name to deliver
     */
    record Resolved(List<String> names, Map<String, String> renames) {
        static final Resolved NONE = new Resolved(List.of(), Map.of());

        /** What this Odoo calls a field that is delivered under that name; a path through relations as it is. */
        String known(String delivered) {
            for (Map.Entry<String, String> rename : renames.entrySet()) {
                if (rename.getValue().equals(delivered)) {
                    return rename.getKey();
                }
            }
            return delivered;
        }
    }

    /** @throws IllegalArgumentException naming the part that is no field name */
    static FieldList parse(String text) {
        List<Item> items = new ArrayList<>();
        for (String part : (text == null ? "" : text).split(",")) {
            String item = part.strip();
            if (item.isEmpty()) {
                continue;
            }
            boolean optional = item.endsWith("?");
            List<String> names = new ArrayList<>();
            for (String name : (optional ? item.substring(0, item.length() - 1) : item).split("\\|", -1)) {
                if (!NAME.matcher(name.strip()).matches()) {
                    throw new IllegalArgumentException("'" + item + "' in the fields option is no field name;"
                            + " write name, name? or name|other_name");
                }
                names.add(name.strip());
            }
            items.add(new Item(List.copyOf(names), optional));
        }
        return new FieldList(List.copyOf(items));
    }

    /** Whether the same names do for every Odoo. */
    boolean isPlain() {
        return items.stream().noneMatch(item -> item.optional() || item.names().size() > 1);
    }

    Resolved plain() {
        return new Resolved(items.stream().map(item -> item.names().get(0)).toList(), Map.of());
    }

    /**
     * Picks the fields that exist. A field that is neither optional nor there stays in the list, for Odoo to refuse.
     */
    Resolved resolve(Set<String> existing) {
        List<String> names = new ArrayList<>();
        Map<String, String> renames = new LinkedHashMap<>();
        for (Item item : items) {
            String first = item.names().get(0);
            String found =
                    item.names().stream().filter(existing::contains).findFirst().orElse(null);
            if (found == null && !item.optional()) {
                names.add(first);
            } else if (found != null) {
                names.add(found);
                if (!found.equals(first)) {
                    renames.put(found, first);
                }
            }
        }
        return new Resolved(names, renames);
    }
}
