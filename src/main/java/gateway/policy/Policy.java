package gateway.policy;

import gateway.policy.Caller.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Which models and fields of Odoo clients may see and change: what odoo-hub ships in {@code gateway/policy.yaml}, and the
 * administrator's own file, whose models come in addition or replace those of the same name. What neither names is closed.
 */
@Component
public class Policy {
    private static final String SHIPPED = "gateway/policy.yaml";

    private final Map<String, PolicyModel> models = new LinkedHashMap<>();
    private final Map<String, String> addresses = new TreeMap<>();

    /** @throws PolicyException when a file cannot be used */
    Policy(GatewayProperties settings) {
        add(SHIPPED, shipped());
        if (settings.policy() != null && !settings.policy().isBlank()) {
            add(settings.policy(), own(Path.of(settings.policy())));
        }
        models.forEach((name, model) -> {
            addresses.put(name, name);
            addresses.putIfAbsent(name.replaceFirst("\\.", "/"), name);
            model.aliases().forEach(alias -> addresses.put(alias, name));
        });
    }

    private void add(String file, String text) {
        for (PolicyModel model : PolicyFile.read(file, text)) {
            models.put(model.name(), model);
        }
    }

    private static String shipped() {
        try {
            return new ClassPathResource(SHIPPED).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new PolicyException(SHIPPED, 0, "The file cannot be read; it belongs into the jar.");
        }
    }

    private static String own(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new PolicyException(
                    file.toString(), 0, "The file cannot be read; correct HUB_GATEWAY_POLICY or the file's rights.");
        }
    }

    public Collection<PolicyModel> models() {
        return Collections.unmodifiableCollection(models.values());
    }

    /**
     * @param address name or alias, as in {@code event.event} or {@code event/event}
     * @return empty when there is none
     */
    public Optional<PolicyModel> find(String address) {
        return Optional.ofNullable(addresses.get(address)).map(models::get);
    }

    /**
     * What a caller may do with a model.
     *
     * @param address name or alias
     * @return empty when that is nothing
     */
    public Optional<Grant> grant(String address, Role role) {
        return find(address).flatMap(model -> model.grant(role));
    }

    /** Whether a caller of that role may do that with a model. */
    public boolean allows(String address, Role role, String method) {
        return grant(address, role)
                .filter(grant -> grant.methods().contains(method))
                .isPresent();
    }

    /** The addresses there are, with the model that each leads to. */
    public Map<String, String> addresses() {
        return Collections.unmodifiableMap(addresses);
    }
}
