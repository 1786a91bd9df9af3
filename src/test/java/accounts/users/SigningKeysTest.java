package accounts.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.AccountRefusal;
import com.nimbusds.jose.jwk.RSAKey;
import hub.HubTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing keys in the database, shared by several processes. */
@HubTest
class SigningKeysTest {
    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    UsersProperties settings;

    @BeforeEach
    @AfterEach
    void noKeys() {
        database.sql("DELETE FROM signing_key").update();
    }

    @Test
    void processesShareOneKeyAndItsPrivatePartIsSealed() throws Exception {
        SigningKeys one = process(new Sealing(1));
        SigningKeys other = process(new Sealing(1));
        RSAKey key = one.current();
        assertThat(other.current().toRSAPrivateKey()).isEqualTo(key.toRSAPrivateKey());
        byte[] sealed = database.sql("SELECT sealed FROM signing_key")
                .query(byte[].class)
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(
                        Arrays.copyOfRange(key.toRSAPrivateKey().getEncoded(), 100, 116), StandardCharsets.ISO_8859_1));
        assertThat(database.sql("SELECT public_jwk::text FROM signing_key")
                        .query(String.class)
                        .single())
                .doesNotContain("\"d\"");
        assertThat(one.published().toString()).contains(key.getKeyID()).doesNotContain(" d=", "\"d\"");
    }

    @Test
    void processesThatStartTogetherMakeOneKey() throws Exception {
        List<SigningKeys> processes =
                List.of(process(new Sealing(1)), process(new Sealing(1)), process(new Sealing(1)));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            var ids = threads.invokeAll(processes.stream()
                    .map(keys -> (Callable<String>) () -> keys.current().getKeyID())
                    .toList());
            assertThat(List.of(ids.get(0).get(), ids.get(1).get(), ids.get(2).get()))
                    .containsOnly(ids.get(0).get());
        } finally {
            threads.shutdown();
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aRetiredKeyVerifiesUntilItsLastTokenHasExpired() {
        SigningKeys keys = process(new Sealing(1));
        String before = keys.current().getKeyID();
        String after = keys.rotate();
        assertThat(keys.verifying(before)).isNotNull();
        database.sql("UPDATE signing_key SET retired_at = now() - interval '13 minutes' WHERE kid = ?")
                .param(before)
                .update();
        SigningKeys restarted = process(new Sealing(1));
        assertThat(restarted.verifying(before)).isNull();
        assertThat(restarted.current().getKeyID()).isEqualTo(after);
        restarted.rotateWhenDue();
        assertThat(count()).isEqualTo(1);
        database.sql("UPDATE signing_key SET created_at = now() - interval '31 days'")
                .update();
        process(new Sealing(1)).rotateWhenDue();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsForgottenVerifiesNothingAnywhere() {
        SigningKeys keys = process(new Sealing(1));
        String before = keys.current().getKeyID();
        keys.rotateAndForget();
        assertThat(keys.verifying(before)).isNull();
        assertThat(process(new Sealing(1)).verifying(before)).isNull();
    }

    @Test
    void anotherKeysetOpensNothing() {
        process(new Sealing(1)).current();
        assertThatThrownBy(() -> process(new Sealing(2)).current())
                .isInstanceOf(AccountRefusal.class)
                .hasMessageContaining("Nobody can be signed in");
        database.sql("UPDATE signing_key SET kid = 'moved', public_jwk = public_jwk || '{\"kid\":\"moved\"}'")
                .update();
        assertThatThrownBy(() -> process(new Sealing(1)).current())
                .as("a sealed key in another place")
                .isInstanceOf(AccountRefusal.class);
    }

    @Test
    void afterALostKeysetAnotherKeySignsAndWhatWasSignedStaysGood() throws Exception {
        RSAKey before = process(new Sealing(1)).current();
        SigningKeys keys = process(new Sealing(2));
        assertThat(keys.verifying(before.getKeyID())).isNotNull();
        assertThat(keys.published().toString()).contains(before.getKeyID());
        String fresh = keys.rotate();
        assertThat(keys.current().getKeyID()).isEqualTo(fresh);
        assertThat(keys.current().isPrivate()).isTrue();
        assertThat(keys.verifying(before.getKeyID())).isNotNull();
    }

    @Test
    void withoutAKeysetKeysStayInMemory() {
        ObjectProvider<KeySealing> none = provider(Map.of());
        SigningKeys keys = new SigningKeys(new SigningKeyTable(database, transaction, none), settings, none);
        String before = keys.current().getKeyID();
        assertThat(keys.rotate()).isNotEqualTo(before);
        assertThat(keys.verifying(before)).isNotNull();
        assertThat(keys.areKept()).isFalse();
        assertThat(count()).isZero();
    }

    @Test
    void aTokenThatWasVerifiedIsGoodWhileItsTimeAndItsKeyAre() {
        SigningKeys keys = process(new Sealing(1));
        String kid = keys.current().getKeyID();
        Instant later = Instant.now().plusSeconds(60);
        var session = new AccessTokens.Named(1, 2);
        VerifiedTokens tokens = new VerifiedTokens(keys, Clock.systemUTC());
        tokens.keep("good", session, kid, later);
        tokens.keep("expired", session, kid, Instant.now());
        tokens.keep("of another's key", session, "unknown", later);
        assertThat(tokens.find("good")).contains(session);
        assertThat(tokens.find("expired")).isEmpty();
        assertThat(tokens.find("of another's key")).isEmpty();
        assertThat(tokens.find("never seen")).isEmpty();
        keys.rotate();
        assertThat(tokens.find("good")).contains(session);
        keys.rotateAndForget();
        assertThat(tokens.find("good")).isEmpty();
    }

    private long count() {
        return database.sql("SELECT count(*) FROM signing_key")
                .query(Long.class)
                .single();
    }

    private SigningKeys process(KeySealing sealing) {
        ObjectProvider<KeySealing> provider = provider(Map.of("sealing", sealing));
        return new SigningKeys(new SigningKeyTable(database, transaction, provider), settings, provider);
    }

    private static ObjectProvider<KeySealing> provider(Map<String, Object> beans) {
        return new StaticListableBeanFactory(beans).getBeanProvider(KeySealing.class);
    }

    /** AES-GCM with one fixed key a number. */
    private record Sealing(int number) implements KeySealing {
        @Override
        public byte[] seal(byte[] secret, String boundTo) {
            byte[] nonce = new byte[12];
            new SecureRandom().nextBytes(nonce);
            byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret, boundTo);
            byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
            return both;
        }

        @Override
        public byte[] open(byte[] sealed, String boundTo) {
            return run(
                    Cipher.DECRYPT_MODE,
                    Arrays.copyOf(sealed, 12),
                    Arrays.copyOfRange(sealed, 12, sealed.length),
                    boundTo);
        }

        private byte[] run(int mode, byte[] nonce, byte[] text, String boundTo) {
            try {
                byte[] key = new byte[16];
                Arrays.fill(key, (byte) number);
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
                cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
                return cipher.doFinal(text);
            } catch (GeneralSecurityException wrong) {
                throw new IllegalStateException(wrong);
            }
        }
    }
}
