package connections;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys that seal saved secrets.
 *
 * @param keyset a Tink keyset for AEAD as JSON, as {@code keyset create} prints it
 * @param keysetFile a file that holds the keyset, when it is not given itself
 */
@ConfigurationProperties("hub.secret")
public record SecretSettings(String keyset, Path keysetFile) {
    @Override
    public String toString() {
        return "SecretSettings[keysetFile=" + keysetFile + "]";
    }
}
