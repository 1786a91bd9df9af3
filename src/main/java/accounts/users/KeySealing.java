package accounts.users;

/** Encrypts what may be in the database only in a form that the database alone cannot be read back from. */
public interface KeySealing {
    /**
     * @param secret what to encrypt
     * @param boundTo where it is kept; {@link #open} wants the same
     */
    byte[] seal(byte[] secret, String boundTo);

    /** @throws IllegalStateException when it was sealed with another keyset, for another place, or was changed */
    byte[] open(byte[] sealed, String boundTo);
}
