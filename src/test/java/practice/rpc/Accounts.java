package practice.rpc;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import practice.orm.OdooException;
import practice.orm.Rights;
import practice.orm.User;

/** Passwords and API keys, and the shutting out of an address that tries too many wrong ones. */
public final class Accounts {
    private static final int FAILURES = 5;
    private static final Duration COOLDOWN = Duration.ofSeconds(60);

    private static final class Account {
        private User user;
        private String password;
        private final Set<String> keys = new HashSet<>();
    }

    private record Refusals(int count, Instant last) {}

    private final Map<Integer, Account> accounts = new HashMap<>();
    private final Map<String, Refusals> refusals = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final Supplier<Instant> clock;

    public Accounts(Supplier<Instant> clock) {
        this.clock = clock;
    }

    public synchronized void add(int uid, String login, String password, Rights rights) {
        Account account = new Account();
        account.user = new User(uid, login, rights);
        account.password = password;
        accounts.put(uid, account);
    }

    public synchronized void addKey(int uid, String key) {
        accounts.get(uid).keys.add(key);
    }

    /** Takes a key back, as its owner does in Odoo's preferences. */
    public synchronized void revokeKey(String key) {
        accounts.values().forEach(account -> account.keys.remove(key));
        accepted.clear();
    }

    /** A password that was written to a user. Who is new and not internal may only read. */
    public synchronized void password(int uid, String login, String password, boolean internal) {
        if (accounts.containsKey(uid)) {
            password(uid, password);
        } else {
            add(uid, login, password, internal ? Rights.all().deny("res.users") : Rights.readOnly());
        }
    }

    public synchronized void password(int uid, String password) {
        accounts.get(uid).password = password;
        accepted.clear();
    }

    public synchronized User user(int uid) {
        Account account = accounts.get(uid);
        return account == null ? null : account.user;
    }

    /** Whose API key this is, or null. JSON-2 counts no failures. */
    public synchronized User byKey(String key) {
        return accounts.values().stream()
                .filter(account -> account.keys.contains(key))
                .map(account -> account.user)
                .findFirst()
                .orElse(null);
    }

    /** A sign-in by name. @param keyToo false for the web client, which takes passwords only */
    public synchronized User signIn(String login, String secret, boolean keyToo, String remote) {
        checkCooldown(remote);
        for (Account account : accounts.values()) {
            if (account.user.login().equals(login) && knows(account, secret, keyToo)) {
                refusals.remove(remote);
                return account.user;
            }
        }
        throw refuse(remote);
    }

    /** The check of every {@code execute_kw}; a pair that was accepted once is not checked again. */
    public synchronized User check(int uid, String secret, String remote) {
        if (secret == null || secret.isEmpty()) {
            throw OdooException.denied("Access Denied");
        }
        Account account = accounts.get(uid);
        if (accepted.contains(uid + "\n" + secret) && account != null) {
            return account.user;
        }
        checkCooldown(remote);
        if (account == null) {
            throw OdooException.missing("res.users", uid, uid);
        }
        if (!knows(account, secret, true)) {
            throw refuse(remote);
        }
        refusals.remove(remote);
        accepted.add(uid + "\n" + secret);
        return account.user;
    }

    private static boolean knows(Account account, String secret, boolean keyToo) {
        return account.password.equals(secret) || keyToo && account.keys.contains(secret);
    }

    private void checkCooldown(String remote) {
        Refusals so = refusals.get(remote);
        if (so != null
                && so.count() >= FAILURES
                && clock.get().isBefore(so.last().plus(COOLDOWN))) {
            throw OdooException.denied("Too many login failures, please wait a bit before trying again.");
        }
    }

    private OdooException refuse(String remote) {
        Refusals so = refusals.getOrDefault(remote, new Refusals(0, Instant.EPOCH));
        refusals.put(remote, new Refusals(so.count() + 1, clock.get()));
        return OdooException.denied("Access Denied");
    }
}
