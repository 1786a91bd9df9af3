package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** It says yes to what plainly fits, and to nothing else. */
class PlainQueriesTest {
    private final PlainQueries queries = new PlainQueries(new OpenAPIV3Parser().read("openapi/odoo.yaml"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "/products, none, true",
                "/products, limit=100&offset=0, true",
                "/products/17, none, true",
                "/products/17, 'fields=name,barcode', true",
                "/manufacturing-orders, state=to_close&product_id=45, true",
                "/partners, is_company=true&search=acme, true",
                "/products, limit=0, false",
                "/products, limit=1001, false",
                "/products, limit=0100, false",
                "/products, limit=1e2, false",
                "/products, limit, false",
                "/products, limit=, false",
                "/products, limit=1&limit=2, false",
                "/products, limit=1&, false",
                "/products, colour=red, false",
                "/products, search=a%20b, false",
                "/products, search=a+b, false",
                "/products, search=, false",
                "/products/0, none, false",
                "/products/x, none, false",
                "/products/1/2, none, false",
                "/products/99999999999999999999, none, false",
                "/manufacturing-orders, state=finished, false",
                "/partners, is_company=TRUE, false",
                "/nothing, none, false"
            })
    void saysYesToWhatPlainlyFitsOnly(String path, String query, boolean fits) {
        assertThat(queries.fits(path, query)).isEqualTo(fits);
    }

    @Test
    void aReadIsPlainAsLongAsItBringsNoParameterThatIsNot() {
        PlainQueries runs = new PlainQueries(new OpenAPIV3Parser().read("openapi/sync.yaml"));
        assertThat(runs.fits("/api/v1/sync/runs", "limit=1&status=running")).isTrue();
        assertThat(runs.fits("/api/v1/sync/runs", "flow=customers"))
                .as("which has a pattern")
                .isFalse();
        assertThat(runs.fits("/api/v1/sync/runs", "limit=1&flow=customers")).isFalse();
        assertThat(runs.fits("/api/v1/sync/flows/customers/rejects", null))
                .as("a name with a pattern in the path")
                .isFalse();
    }
}
