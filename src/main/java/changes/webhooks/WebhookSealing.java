package changes.webhooks;

/** Encrypts the secrets of webhooks, which are in the database only in a form that the database alone cannot be read back from. */
public interface WebhookSealing {
    /** Whether there is a keyset; without one no secret can be kept. */
    boolean isReady();

    /** @param webhook the webhook's id; {@link #open} wants the same */
    byte[] seal(byte[] secret, long webhook);

    /** @throws IllegalStateException when it was sealed with another keyset, for another webhook, or was changed */
    byte[] open(byte[] sealed, long webhook);
}
