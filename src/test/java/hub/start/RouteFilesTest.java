package hub.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.junit.jupiter.api.Test;

class RouteFilesTest {
    private final RouteFiles files = new RouteFiles();

    RouteFilesTest() {
        files.setCamelContext(new DefaultCamelContext());
    }

    @Test
    void everyFileOfAFolderIsFoundUnderItsOwnName() throws Exception {
        assertThat(files.findResources("classpath:routes/errors/*.yaml"))
                .extracting(Resource::getLocation)
                .contains("classpath:routes/errors/errors.camel.yaml");
        Resource first =
                files.findResources("classpath:routes/errors/*.yaml").iterator().next();
        try (InputStream text = first.getInputStream()) {
            assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8)).contains("routeConfiguration");
        }
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() throws Exception {
        assertThat(files.findResources("classpath:routes/nowhere/*.yaml")).isEmpty();
    }

    @Test
    void otherPatternsAreLeftToCamel() throws Exception {
        assertThat(files.findResources("file:src/main/resources/routes/errors/*.yaml"))
                .extracting(Resource::getLocation)
                .anyMatch(location -> location.endsWith("errors.camel.yaml"));
    }
}
