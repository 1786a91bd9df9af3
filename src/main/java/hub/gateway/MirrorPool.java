package hub.gateway;

import accounts.LookUps;
import com.zaxxer.hikari.HikariDataSource;
import gateway.mirror.MirrorDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connections that the mirror is read on (ADR 13: what may be read is decided by those who read). */
@Configuration
class MirrorPool implements DisposableBean {
    private static final int MOST = 4;

    private final HikariDataSource pool;

    MirrorPool(DataSource hub) throws SQLException {
        pool = LookUps.keepingPlans(hub, "mirror", MOST);
    }

    @Bean
    MirrorDatabase mirrorDatabase() {
        return new MirrorDatabase(JdbcClient.create(pool));
    }

    @Override
    public void destroy() {
        pool.close();
    }
}
