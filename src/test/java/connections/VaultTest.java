package connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import odoo.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are sealed for one row, and open with the keyset that sealed them. */
class VaultTest {
    private static final Secret SECRET = Secret.of("correct horse battery");

    @Test
    void whatWasSealedOpensForItsOwnerAndConnectionOnly() {
        Vault vault = vault(Vault.newKeyset());
        byte[] sealed = vault.seal(7L, 3, SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("horse");
        assertThat(vault.open(7L, 3, sealed)).isEqualTo(SECRET);
        assertThat(vault.seal(7L, 3, SECRET)).as("never twice the same").isNotEqualTo(sealed);
        assertRefused("keyset_lost", () -> vault.open(8L, 3, sealed));
        assertRefused("keyset_lost", () -> vault.open(7L, 4, sealed));
        assertRefused("keyset_lost", () -> vault.open(null, 3, sealed));
        sealed[sealed.length - 1] ^= 1;
        assertRefused("keyset_lost", () -> vault.open(7L, 3, sealed));
    }

    @Test
    void aRotatedKeysetOpensTheOldAndSealsWithTheNew() {
        String first = Vault.newKeyset();
        byte[] old = vault(first).seal(null, 1, SECRET);
        Vault rotated = vault(Vault.rotated(first));
        assertThat(rotated.open(null, 1, old)).isEqualTo(SECRET);
        assertThat(rotated.isCurrent(old)).isFalse();
        byte[] anew = rotated.seal(null, 1, SECRET);
        assertThat(rotated.isCurrent(anew)).isTrue();
        assertRefused("keyset_lost", () -> vault(first).open(null, 1, anew));
        assertRefused("keyset_lost", () -> vault(Vault.newKeyset()).open(null, 1, old));
    }

    @Test
    void withoutAKeysetNothingIsSaved() {
        Vault none = vault(null);
        assertThat(none.isOpen()).isFalse();
        assertRefused("no_keyset", () -> none.seal(null, 1, SECRET));
        assertRefused("keyset_lost", () -> none.open(null, 1, new byte[40]));
    }

    @Test
    void aWrongKeysetIsSaidWithoutShowingIt() {
        assertThatThrownBy(() -> vault("{\"key\": \"do not show\"}"))
                .hasMessageContaining("HUB_SECRET_KEYSET")
                .hasMessageNotContaining("do not show");
        assertThatThrownBy(() -> new Vault(new SecretSettings(null, Path.of("/nowhere/keyset.json"))))
                .hasMessageContaining("/nowhere/keyset.json");
        assertThat(new SecretSettings("do not show", null).toString()).doesNotContain("do not show");
    }

    @Test
    void theFileIsItsOwnersAloneAndRotates(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sub").resolve("keyset.json");
        KeysetFile.create(file, Vault.newKeyset());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> KeysetFile.create(file, Vault.newKeyset()))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        byte[] old = new Vault(new SecretSettings(null, file)).seal(null, 1, SECRET);
        KeysetFile.rotate(file);
        Vault rotated = new Vault(new SecretSettings("", file));
        assertThat(rotated.open(null, 1, old)).isEqualTo(SECRET);
        assertThat(rotated.isCurrent(old)).isFalse();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    private static Vault vault(String keyset) {
        return new Vault(new SecretSettings(keyset, null));
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThat(catchThrowableOfType(ConnectionRefusal.class, call).getCode())
                .isEqualTo(code);
    }
}
