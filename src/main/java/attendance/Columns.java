package attendance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of a CSV file, by its header. */
final class Columns {
    /** The members of an event, for messages. */
    static final String NAMES = "person_id, type, time, check_in, check_out, terminal and idempotency_key";

    private final List<String> names;

    private Columns(List<String> names) {
        this.names = names;
    }

    static Columns of(List<String> header) throws Rejection {
        List<String> names = new ArrayList<>();
        for (String cell : header) {
            String name = cell.strip().toLowerCase(Locale.ROOT);
            if (!RowReader.MEMBERS.contains(name) || names.contains(name)) {
                throw new Rejection(
                        "unknown-column",
                        "Column " + (names.size() + 1)
                                + " of the header is not known, or is there twice; nothing was stored." + " There are "
                                + NAMES + ".");
            }
            names.add(name);
        }
        return new Columns(names);
    }

    Map<String, String> row(List<String> cells) throws Rejection {
        if (cells.size() != names.size()) {
            throw new Rejection(
                    "columns", "The line has " + cells.size() + " columns, the header " + names.size() + ".");
        }
        Map<String, String> said = new HashMap<>(8);
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                said.put(names.get(i), cells.get(i));
            }
        }
        return said;
    }
}
