package hub.security;

import accounts.users.KeySealing;
import connections.SealedColumn;
import connections.Vault;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Seals the keys that sign users' tokens with the keyset of saved secrets, where there is one. */
@Component
@Conditional(VaultKeySealing.KeysetGiven.class)
class VaultKeySealing implements KeySealing {
    static class KeysetGiven extends AnyNestedCondition {
        KeysetGiven() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("hub.secret.keyset")
        static class Given {}

        @ConditionalOnProperty("hub.secret.keyset-file")
        static class InFile {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Keys {
        @Bean
        SealedColumn sealedSigningKeys() {
            return new SealedColumn(
                    "key(s) that sign access tokens",
                    "let 'users rotate-key' make another one",
                    "signing_key",
                    "kid",
                    "sealed",
                    "'signing_key/signing_key/' || kid");
        }
    }

    private final Vault vault;

    VaultKeySealing(Vault vault) {
        this.vault = vault;
    }

    @Override
    public byte[] seal(byte[] secret, String boundTo) {
        return vault.seal(secret, "signing_key/" + boundTo);
    }

    @Override
    public byte[] open(byte[] sealed, String boundTo) {
        return vault.open(sealed, "signing_key/" + boundTo);
    }
}
