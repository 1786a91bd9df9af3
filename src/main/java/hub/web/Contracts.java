package hub.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
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

    private final List<Contract> all;

    Contracts() throws IOException {
        all = Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml"))
                .map(file -> file.getFilename())
                .sorted(Comparator.naturalOrder())
                .map(file -> new Contract("/openapi/" + file, file.replaceFirst("\\.yaml$", "")))
                .toList();
    }

    @GetMapping("/openapi")
    List<Contract> all() {
        return all;
    }
}
