package sync;

/**
 * What a run has to know of its flow; the route file says it.
 *
 * @param name the flow's name, also the name of its SQL file
 * @param description one sentence
 * @param model the Odoo model it reads, such as {@code res.partner}
 * @param fields the field list, with {@code ?} and {@code |} as the odoo component reads them
 * @param domain an Odoo domain as JSON array that bounds the flow; {@code []} for every record
 * @param table the table that holds one row a record
 * @param idColumn the column of {@code table} with the Odoo id
 * @param publicModel what is read instead where the user may not read {@code model}, such as {@code hr.employee.public};
 *     empty for nothing
 * @param mapping the file in {@code sql/} that stores a page, without its ending
 * @param load how many2one fields are read: empty for bare ids, {@code _classic_read} for pairs of id and name
 * @param stamps the datetimes that say that a record has changed; empty when none tells of every change: each run then reads
 *     every record
 * @param requires flows whose rows this one's SQL joins, brought up to date first
 * @param forUsers whether its table keeps each connection's rows apart, so that it runs on users' connections as well
 */
public record FlowSpec(
        String name,
        String description,
        String model,
        String fields,
        String domain,
        String table,
        String idColumn,
        String publicModel,
        String mapping,
        String load,
        java.util.List<String> stamps,
        java.util.List<String> requires,
        boolean forUsers) {

    /** Whether its records go to the mirror; it then rests where Odoo lacks the model. */
    public boolean isMirrored() {
        return mapping.equals("mirror");
    }

    /** Whether each run reads every record. */
    public boolean isWhole() {
        return stamps.isEmpty();
    }
}
