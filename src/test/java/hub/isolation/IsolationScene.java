package hub.isolation;

import accounts.users.Role;
import accounts.users.UserAdministration;
import connections.ConnectionStore;
import hub.HubHttp;
import hub.HubTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** A first user with rows of every kind, and others who try to get at them. */
@HubTest
abstract class IsolationScene {
    @LocalServerPort
    int port;

    @Autowired
    UserAdministration users;

    @Autowired
    ConnectionStore store;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    HubHttp http;
    FirstUser first;

    @BeforeEach
    void somebody() {
        http = new HubHttp(port);
        first = new FirstUser(http, users, store, database, odoo);
    }

    /** Signs somebody else in; their token. */
    String person(Role role) {
        String name = "other-" + role.text() + first.id;
        users.create(name, null, role, FirstUser.PASSWORD, "test");
        return http.token(name, FirstUser.PASSWORD);
    }
}
