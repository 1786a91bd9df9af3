package accounts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes what nobody needs any more. */
@Component("accountsHousekeeping")
public class Housekeeping {
    private final JdbcClient database;
    private final RateLimits limits;
    private final AccountsProperties settings;

    Housekeeping(JdbcClient database, RateLimits limits, AccountsProperties settings) {
        this.database = database;
        this.limits = limits;
        this.settings = settings;
    }

    /** Codes and links that have expired, tokens and mails that ended 30 days ago, and old entries of the audit table. */
    public void clean() {
        database.sql("DELETE FROM setup_secret WHERE expires_at < now()").update();
        database.sql("DELETE FROM access_token WHERE least(expires_at, revoked_at) < now() - interval '30 days'")
                .update();
        database.sql("DELETE FROM mail_outbox WHERE coalesce(sent_at, abandoned_at) < now() - interval '30 days'")
                .update();
        database.sql("DELETE FROM account_event WHERE at < now() - make_interval(secs => :seconds)")
                .param("seconds", settings.auditRetention().toSeconds())
                .update();
        database.sql("DELETE FROM user_session WHERE least(expires_at, revoked_at) < now() - interval '30 days'")
                .update();
        database.sql("DELETE FROM odoo_session WHERE least(expires_at, ended_at) < now() - interval '30 days'")
                .update();
        database.sql("DELETE FROM sign_up_code WHERE expires_at < now()").update();
        limits.clean();
    }
}
