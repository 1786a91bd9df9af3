package hub.security;

import changes.webhooks.WebhookSealing;
import connections.SealedColumn;
import connections.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Seals the secrets of webhooks with the keyset of saved secrets. */
@Component
class VaultWebhookSealing implements WebhookSealing {
    private static final String BINDING = "webhook/";

    @Configuration(proxyBeanMethods = false)
    static class Secrets {
        @Bean
        SealedColumn sealedWebhookSecrets() {
            return new SealedColumn(
                    "secret(s) of webhooks",
                    "give each webhook a new secret (PATCH /api/v1/webhooks/{id})",
                    "webhook_secret",
                    "webhook",
                    "secret",
                    "'webhook/' || webhook");
        }
    }

    private final Vault vault;

    VaultWebhookSealing(Vault vault) {
        this.vault = vault;
    }

    @Override
    public boolean isReady() {
        return vault.isOpen();
    }

    @Override
    public byte[] seal(byte[] secret, long webhook) {
        return vault.seal(secret, BINDING + webhook);
    }

    @Override
    public byte[] open(byte[] sealed, long webhook) {
        return vault.open(sealed, BINDING + webhook);
    }
}
