package connections;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import odoo.Secret;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Seals secrets with the keyset of the settings (Tink, AES-256-GCM). A sealed secret is bound to its owner and its connection:
 * copied to another row it does not open.
 */
@Component
public class Vault {
    private static final int START = 1;

    private final KeysetHandle keys;
    private final Aead aead;

    /** @throws IllegalArgumentException when there is a keyset that cannot be read; in a sentence */
    Vault(SecretSettings settings) {
        String json = read(settings);
        try {
            AeadConfig.register();
            keys = json == null ? null : TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
            aead = keys == null ? null : keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException unreadable) {
            // Its own message may quote the keyset.
            throw new IllegalArgumentException(
                    "The keyset of HUB_SECRET_KEYSET or HUB_SECRET_KEYSET_FILE is no Tink keyset for AEAD; make one with"
                            + " 'keyset create'.");
        }
    }

    private static String read(SecretSettings settings) {
        if (StringUtils.hasText(settings.keyset())) {
            return settings.keyset();
        }
        if (settings.keysetFile() == null) {
            return null;
        }
        try {
            return Files.readString(settings.keysetFile());
        } catch (IOException missing) {
            throw new IllegalArgumentException(
                    "The keyset file " + settings.keysetFile() + " of HUB_SECRET_KEYSET_FILE cannot be read.");
        }
    }

    /** A new keyset of one key, as JSON. */
    public static String newKeyset() {
        try {
            AeadConfig.register();
            return json(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** This keyset with one more key, which seals from now on; the others still open what they sealed. */
    public static String rotated(String keyset) {
        try {
            AeadConfig.register();
            KeysetHandle before = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
            return json(KeysetHandle.newBuilder(before)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("This is no Tink keyset for AEAD.");
        }
    }

    private static String json(KeysetHandle handle) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    }

    /** Whether there is a keyset, so that secrets can be saved. */
    public boolean isOpen() {
        return aead != null;
    }

    /** @throws ConnectionRefusal when there is no keyset */
    void require() {
        if (aead == null) {
            throw ConnectionRefusal.of(
                    503,
                    "no_keyset",
                    null,
                    "Credentials are not saved without a key to seal them: give the hub a keyset in HUB_SECRET_KEYSET or"
                            + " HUB_SECRET_KEYSET_FILE ('keyset create' makes one).");
        }
    }

    /**
     * Seals anything else.
     *
     * @param boundTo where it is kept; {@link #open(byte[], String)} wants the same
     * @throws ConnectionRefusal when there is no keyset
     */
    public byte[] seal(byte[] secret, String boundTo) {
        require();
        try {
            return aead.encrypt(secret, boundTo.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("A secret cannot be sealed", failed);
        }
    }

    /** @throws IllegalStateException when it was sealed with another keyset, for another place, or was changed */
    public byte[] open(byte[] sealed, String boundTo) {
        try {
            if (aead != null) {
                return aead.decrypt(sealed, boundTo.getBytes(StandardCharsets.UTF_8));
            }
        } catch (GeneralSecurityException other) {
            // Said below.
        }
        throw new IllegalStateException("A sealed secret does not open: the keyset that sealed it is not the one in"
                + " HUB_SECRET_KEYSET or HUB_SECRET_KEYSET_FILE; bring it back");
    }

    byte[] seal(Long owner, long id, Secret secret) {
        return seal(secret.reveal().getBytes(StandardCharsets.UTF_8), binding(owner, id));
    }

    /** @throws ConnectionRefusal when no key of the keyset opens it */
    Secret open(Long owner, long id, byte[] sealed) {
        try {
            return Secret.of(new String(open(sealed, binding(owner, id)), StandardCharsets.UTF_8));
        } catch (IllegalStateException otherKeyset) {
            throw lost();
        }
    }

    private static ConnectionRefusal lost() {
        return ConnectionRefusal.of(
                503,
                "keyset_lost",
                null,
                "The saved credentials cannot be opened with the keyset of the settings; bring back the keyset that sealed"
                        + " them, or save the credentials again.");
    }

    /** Whether the key that seals now has sealed this. Tink writes the key's id behind the first byte. */
    boolean isCurrent(byte[] sealed) {
        return sealed.length > START + Integer.BYTES
                && ByteBuffer.wrap(sealed, START, Integer.BYTES).getInt()
                        == keys.getPrimary().getId();
    }

    private static String binding(Long owner, long id) {
        return "odoo_connection/" + (owner == null ? "hub" : owner) + "/" + id;
    }
}
