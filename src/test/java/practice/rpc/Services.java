package practice.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Database;
import practice.orm.OdooException;
import practice.orm.Python;
import practice.orm.User;

/** The services {@code common}, {@code db} and {@code object}, which JSON-RPC and XML-RPC share. */
final class Services {
    private final Database database;
    private final Accounts accounts;
    private final Executor executor;

    Services(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
        this.executor = new Executor(database);
    }

    Map<String, Object> version() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("server_version", database.version().serie());
        version.put("server_version_info", database.version().info());
        version.put("server_serie", database.version().serie());
        version.put("protocol_version", 1);
        return version;
    }

    /** How the call is to be counted: by model and method if it has them. */
    static Call call(String service, String method, List<?> args, String protocol) {
        if ("object".equals(service) && args.size() > 4) {
            return new Call(String.valueOf(args.get(3)), String.valueOf(args.get(4)), protocol);
        }
        return new Call(service, method, protocol);
    }

    Object dispatch(String service, String method, List<?> args, String remote) {
        return switch (service) {
            case "common" -> common(method, args, remote);
            case "db" -> db(method);
            case "object" -> object(method, args, remote);
            default -> throw OdooException.builtin("KeyError", service);
        };
    }

    private Object common(String method, List<?> args, String remote) {
        return switch (method) {
            case "version" -> version();
            case "about" -> "See http://openerp.com";
            case "login", "authenticate" -> {
                checkDatabase(args.get(0));
                try {
                    yield accounts.signIn(String.valueOf(args.get(1)), String.valueOf(args.get(2)), true, remote)
                            .uid();
                } catch (OdooException e) {
                    yield false;
                }
            }
            default -> throw unknown(method);
        };
    }

    private Object db(String method) {
        return switch (method) {
            case "list" -> List.of(database.name());
            case "server_version" -> database.version().serie();
            default -> throw unknown(method);
        };
    }

    private Object object(String method, List<?> args, String remote) {
        if (!method.equals("execute_kw") && !method.equals("execute")) {
            throw OdooException.builtin("NameError", "Method not available " + method);
        }
        checkDatabase(args.get(0));
        User user = accounts.check(Python.integer(args.get(1)), String.valueOf(args.get(2)), remote);
        String model = String.valueOf(args.get(3));
        String name = String.valueOf(args.get(4));
        if (method.equals("execute")) {
            return executor.executeKw(user, model, name, args.subList(5, args.size()), Map.of());
        }
        List<?> positional = args.size() > 5 && args.get(5) instanceof List<?> list ? list : List.of();
        return executor.executeKw(user, model, name, positional, args.size() > 6 ? Json.map(args.get(6)) : Map.of());
    }

    private OdooException unknown(String method) {
        return OdooException.builtin("Exception", "Method not found: " + method);
    }

    void checkDatabase(Object name) {
        if (!database.name().equals(name)) {
            throw new OdooException(
                    "psycopg2.OperationalError",
                    "connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: FATAL:  database \""
                            + name + "\" does not exist\n",
                    500);
        }
    }
}
