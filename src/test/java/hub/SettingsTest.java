package hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.SettingsTable.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

/** Settings: what application.yml says really binds, and docs/settings.md lists what there is. */
class SettingsTest {
    private static final Path PAGE = Path.of("docs/settings.md");

    @EnableConfigurationProperties(HubProperties.class)
    static class Settings {}

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void everySettingOfOursInApplicationYmlIsKnownToTheCode() throws IOException {
        Set<String> known = SettingsTable.all().stream().map(Setting::property).collect(Collectors.toSet());
        List<String> unknown = SettingsTable.applicationYaml().keySet().stream()
                .map(Object::toString)
                .filter(key -> key.startsWith("hub.") || key.startsWith("odoo."))
                .filter(key -> !known.contains(key))
                .toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void everySettingSaysWhatItMeans() throws IOException {
        assertThat(SettingsTable.all()).isNotEmpty().allSatisfy(setting -> assertThat(setting.meaning())
                .as(setting.property())
                .hasSizeGreaterThan(10));
    }

    @Test
    void thePageListsEverySetting() throws IOException {
        List<Setting> settings = SettingsTable.all();
        String page = Files.readString(PAGE);
        String wanted = page;
        for (String prefix : List.of("odoo.", "hub.")) {
            wanted = wanted.replaceAll(
                    "(?s)(<!-- settings " + prefix + " -->\n).*?(<!-- end -->)",
                    "$1"
                            + SettingsTable.rows(settings, prefix)
                                    .replace("\\", "\\\\")
                                    .replace("$", "\\$") + "$2");
        }
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(PAGE, wanted);
        } else {
            assertThat(page)
                    .as("write it anew with ./mvnw test -Dtest=SettingsTest -Dsettings.write=true")
                    .isEqualTo(wanted);
        }
    }

    @Test
    void environmentVariablesBind() {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of(
                                        "HUB_ADDRESS", "0.0.0.0",
                                        "HUB_PORT", "9999",
                                        "HUB_MAX_BODY", "2MB",
                                        "HUB_ADMIN_USERNAME", "root",
                                        "HUB_ADMIN_PASSWORD", "hidden"))))
                .run(context -> {
                    HubProperties settings = context.getBean(HubProperties.class);
                    assertThat(settings)
                            .isEqualTo(new HubProperties(
                                    "0.0.0.0",
                                    9999,
                                    new HubProperties.Admin("root", "hidden"),
                                    DataSize.ofMegabytes(2)));
                    assertThat(settings.toString()).doesNotContain("hidden");
                });
    }

    @Test
    void impossibleValuesAreRefused() {
        for (String wrong : List.of("hub.port=70000", "hub.admin.username=", "hub.address=", "hub.max-body=much")) {
            runner.withPropertyValues(wrong)
                    .run(context -> assertThatThrownBy(() -> context.getBean(HubProperties.class))
                            .as(wrong)
                            .isInstanceOf(IllegalStateException.class));
        }
    }
}
