package orders;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as clients write them, and as Odoo does: naive UTC with whole seconds. */
final class Times {
    private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int DATE_ONLY = 10;

    private Times() {}

    /**
     * @param said with an offset ({@code 2025-11-10T09:00:00+01:00}), as Odoo writes it ({@code 2025-11-10 08:00:00}, UTC), or
     *     a date, which is its first moment in UTC
     * @param field JSON pointer, for the refusal
     * @throws OrderRefusal status 400 when it is none of these
     */
    static Instant read(String said, String field) {
        String text = said.strip();
        try {
            if (text.length() == DATE_ONLY) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)$") && text.length() > DATE_ONLY + 6) {
                return OffsetDateTime.parse(text.replaceFirst(" ", "T")).toInstant();
            }
            return LocalDateTime.parse(text.replaceFirst(" ", "T")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw OrderRefusal.of(
                    400,
                    field,
                    "time",
                    "Write a time as 2025-11-10T09:00:00+01:00, as 2025-11-10 08:00:00 (UTC), or as 2025-11-10.");
        }
    }

    static String odoo(Instant time) {
        return ODOO.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
}
