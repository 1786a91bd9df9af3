package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the jar says that it is made of: all of it, and under licences that may be passed on. */
class SbomIT {
    private static final Path JAR = Path.of("target/odoo-hub.jar");
    private static final Path ALLOWED = Path.of("src/test/resources/licences-allowed.txt");

    @Test
    void everyLibraryIsListed() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Set<String> listed = components(jar).stream()
                    .map(component -> component.path("name").asText() + "-"
                            + component.path("version").asText() + ".jar")
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> inside = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    // Spring Boot adds it while it packs.
                    .filter(name -> !name.startsWith("spring-boot-jarmode-tools-"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(inside).hasSizeGreaterThan(100);
            assertThat(listed).containsAll(inside);
        }
    }

    @Test
    void everyLicenceIsAllowed() throws IOException {
        List<String> allowed = Files.readAllLines(ALLOWED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> others = components(jar).stream()
                    .filter(component -> licences(component).stream().noneMatch(allowed::contains))
                    .map(component -> component.path("purl").asText() + " " + licences(component))
                    .toList();
            assertThat(others)
                    .as("components under none of the licences in " + ALLOWED)
                    .isEmpty();
        }
    }

    /** Of several, a user may choose one. */
    private static List<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(licence -> licence.has("expression")
                        ? licence.path("expression").asText()
                        : licence.path("license")
                                .path("id")
                                .asText(licence.path("license").path("name").asText()))
                .toList();
    }

    private static List<JsonNode> components(JarFile jar) throws IOException {
        JarEntry entry = jar.getJarEntry("META-INF/sbom/application.cdx.json");
        assertThat(entry)
                .as("the SBOM, which Maven makes only when it is not told to work offline")
                .isNotNull();
        JsonNode sbom = new ObjectMapper().readTree(jar.getInputStream(entry));
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.path("metadata").path("component").path("name").asText())
                .isEqualTo("odoo-hub");
        return StreamSupport.stream(sbom.path("components").spliterator(), false)
                .toList();
    }
}
