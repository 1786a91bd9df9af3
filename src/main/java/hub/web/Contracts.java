package hub.web;

import gateway.records.ModelContract;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the REST contracts, for Swagger UI and for whoever generates a client. */
@RestController
class Contracts {
    /**
     * One contract.
     *
     * @param url where to read it
     * @param name its file name without the ending
     */
    record Contract(String url, String name) {}

    private static final String MODELS = "/openapi/gateway-models.yaml";

    private final List<Contract> all;
    private final ModelContract models;

    Contracts(ModelContract models) throws IOException {
        this.models = models;
        List<Contract> files = Arrays.stream(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml"))
                .map(file -> file.getFilename())
                .sorted(Comparator.naturalOrder())
                .map(file -> new Contract("/openapi/" + file, file.replaceFirst("\\.yaml$", "")))
                .toList();
        all = Stream.concat(files.stream(), Stream.of(new Contract(MODELS, "gateway-models")))
                .sorted(Comparator.comparing(Contract::name))
                .toList();
    }

    @GetMapping("/openapi")
    List<Contract> all() {
        return all;
    }

    /** The one that is made of the policy and of Odoo's fields. */
    @GetMapping(path = MODELS, produces = MediaType.APPLICATION_JSON_VALUE)
    String models() {
        return models.json();
    }
}
