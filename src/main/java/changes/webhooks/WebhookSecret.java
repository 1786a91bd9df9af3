package changes.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What calls are signed with, in the manner of Standard Webhooks: {@code whsec_} and the bytes in Base64. */
final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final int FEWEST = 24;
    private static final int MOST = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private WebhookSecret() {}

    static byte[] random() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static String written(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** @return null when it is none */
    static byte[] read(String written) {
        if (written == null || !written.startsWith(PREFIX)) {
            return null;
        }
        try {
            byte[] secret = Base64.getDecoder().decode(written.substring(PREFIX.length()));
            return secret.length < FEWEST || secret.length > MOST ? null : secret;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /**
     * The signature of a call, for the header {@code webhook-signature}: {@code v1,} and the HMAC-SHA256 of id, time and body,
     * with points between them, in Base64.
     *
     * @param seconds since 1970, as in the header {@code webhook-timestamp}
     */
    static String signature(byte[] secret, String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
