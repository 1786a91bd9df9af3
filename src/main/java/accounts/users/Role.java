package accounts.users;

import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a user may do; contracts say for each operation which roles may call it ({@code x-roles}). */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Runs flows and sees what they brought. */
    MANAGER,
    /** Uses connections of one's own. */
    USER;

    private final List<GrantedAuthority> authorities = List.of(new SimpleGrantedAuthority("ROLE_" + name()));

    /** As contracts, tokens and the database have it: {@code admin}, {@code manager}, {@code user}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As Spring Security has it: one authority, {@code ROLE_ADMIN} and so on. */
    public List<GrantedAuthority> authorities() {
        return authorities;
    }

    /** @throws IllegalArgumentException for any other word than the three of {@link #text} */
    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
