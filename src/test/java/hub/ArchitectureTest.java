package hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Which room may use which: the arrows of docs/architecture.md. */
class ArchitectureTest {
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("odoo", Set.of()),
            Map.entry("routes", Set.of("odoo", "sync")),
            Map.entry("sync", Set.of()),
            Map.entry("connections", Set.of("odoo")),
            Map.entry("accounts", Set.of()),
            Map.entry("attendance", Set.of("sync")),
            Map.entry("orders", Set.of("sync")),
            Map.entry("gateway", Set.of("odoo")),
            Map.entry("changes", Set.of("odoo", "sync")),
            Map.entry("realtime", Set.of("odoo", "sync")),
            Map.entry(
                    "hub",
                    Set.of(
                            "odoo",
                            "routes",
                            "sync",
                            "connections",
                            "accounts",
                            "attendance",
                            "orders",
                            "gateway",
                            "changes",
                            "realtime")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(MAY_USE.keySet());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "odoo",
                "routes",
                "sync",
                "connections",
                "accounts",
                "attendance",
                "orders",
                "gateway",
                "changes",
                "realtime",
                "hub"
            })
    void aRoomUsesOnlyWhatItsArrowsPointTo(String room) {
        Set<String> closed = new TreeSet<>(MAY_USE.keySet());
        closed.removeAll(MAY_USE.get(room));
        closed.remove(room);
        String[] packages = closed.stream().map(name -> name + "..").toArray(String[]::new);
        if (packages.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages)
                    .allowEmptyShould(true)
                    .check(MAIN);
        }
    }

    @Test
    void everyClassIsInARoomAndEveryRoomIsScanned() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPath("target/classes");
        List<String> homeless = all.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !MAY_USE.containsKey(name.split("\\.")[0]))
                .distinct()
                .toList();
        assertThat(homeless).isEmpty();
        var scanned = HubApplication.class.getAnnotation(SpringBootApplication.class);
        assertThat(Arrays.asList(scanned.scanBasePackages())).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void thePracticeOdooUsesNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("practice..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        MAY_USE.keySet().stream().map(name -> name + "..").toArray(String[]::new))
                .check(new ClassFileImporter().importPath("target/test-classes"));
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith(Autowired.class).check(MAIN);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
    }

    @Test
    void failuresOfOdooAreTyped() {
        classes()
                .that()
                .resideInAPackage("odoo")
                .and()
                .haveSimpleNameEndingWith("Exception")
                .and()
                .haveSimpleNameStartingWith("Odoo")
                .should()
                .beAssignableTo(odoo.OdooException.class)
                .check(MAIN);
    }
}
