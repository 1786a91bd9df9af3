package gateway.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For routes: pages of records, from the mirror or from what Odoo has answered. The JSON is PostgreSQL's. */
@Component("mirrorReads")
public class MirrorReads {
    static final String CONNECTION = "default";
    private static final long ANY_AGE = -1;

    private final JdbcClient mirror;
    private final JdbcClient database;

    MirrorReads(MirrorDatabase mirror, JdbcClient database) {
        this.mirror = mirror.client();
        this.database = database;
    }

    /** From the mirror when it is fresh enough; null when Odoo has to be asked. A single record that it lacks may be new. */
    public Page fresh(@ExchangeProperty("read") Read read) {
        if (read.live() || read.getFlow() == null) {
            return null;
        }
        return mirrored(read, read.maxAge())
                .filter(page -> read.id() == 0 || page.count() > 0)
                .orElse(null);
    }

    /**
     * From the mirror, however old it is, in place of what Odoo does not say.
     *
     * @return a page; or the refusal to answer with, when nothing is known, only Odoo's own answer will do, or Odoo has refused
     */
    public Object stale(
            @ExchangeProperty("read") Read read, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable why) {
        ReadRefusal refusal = OdooAway.refusal(why, read.resource().module());
        if (read.live() || read.getFlow() == null || refusal.getRetryAfter() == 0) {
            return refusal;
        }
        return mirrored(read, ANY_AGE)
                .filter(page -> read.id() == 0 || page.count() > 0)
                .<Object>map(page -> page.because(refusal.getMessage()))
                .orElse(refusal);
    }

    /** From the records that Odoo has just answered. */
    public Page answered(
            @ExchangeProperty("read") Read read,
            @Body byte[] records,
            @ExchangeProperty("total") Long total,
            @Header("CamelOdooServerDate") Instant answered) {
        MirrorSql sql = MirrorSql.answered(read, records);
        Instant asOf = answered == null ? Instant.now() : answered;
        return database.sql(sql.text())
                .params(sql.parameters())
                .query((row, number) -> page(read, row, total == null ? -1 : total, asOf, true))
                .single();
    }

    private Optional<Page> mirrored(Read read, long maxAge) {
        MirrorSql sql = MirrorSql.mirrored(read, CONNECTION, maxAge);
        return mirror.sql(sql.text())
                .params(sql.parameters())
                .query((row, number) -> {
                    Duration age = Duration.ofMillis(Math.max(0, Math.round(row.getDouble("age") * 1000)));
                    return page(read, row, row.getLong("total"), Instant.now().minus(age), false);
                })
                .optional();
    }

    private static Page page(Read read, java.sql.ResultSet row, long total, Instant asOf, boolean live)
            throws java.sql.SQLException {
        int found = row.getInt("found");
        return new Page(
                ChosenFields.of(row.getBytes("records"), read.fields()),
                Math.min(found, read.limit()),
                row.getLong("last"),
                found > read.limit(),
                total,
                asOf,
                live,
                row.getString("version"),
                null);
    }
}
