package hub.start;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence that the tables in the database are not those that this build knows. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, FlywayValidateException cause) {
        return new FailureAnalysis(
                "The tables in the database were made by another build of odoo-hub than this one; start the build that made"
                        + " them or a newer one, or name another database in SPRING_DATASOURCE_URL.",
                null,
                cause);
    }
}
