package practice.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Database;
import practice.orm.Env;
import practice.orm.Method;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Python;
import practice.orm.User;

/** Finds the model and the method, binds the arguments and calls, with the refusals of each protocol. */
final class Executor {
    private final Database database;

    Executor(Database database) {
        this.database = database;
    }

    /** {@code execute_kw}: of {@code /jsonrpc}, {@code /xmlrpc/2/object} and the web client's {@code call_kw}. */
    Object executeKw(User user, String modelName, String methodName, List<?> args, Map<String, Object> kwargs) {
        Model model = database.model(modelName);
        if (model == null) {
            throw OdooException.user("Object " + modelName + " doesn't exist");
        }
        checkPublic(model, methodName);
        Method method = database.method(model, methodName);
        if (method == null) {
            throw OdooException.builtin(
                    "AttributeError",
                    database.version()
                            .pick(
                                    "The method '" + modelName + "." + methodName + "' does not exist",
                                    "type object '" + modelName + "' has no attribute '" + methodName + "'"));
        }
        Map<String, Object> named = new LinkedHashMap<>(kwargs);
        Env env = env(user, named.remove("context"));
        List<?> rest = args;
        List<Integer> ids = List.of();
        if (!method.isOnModel()) {
            if (args.isEmpty()) {
                throw OdooException.builtin("IndexError", "list index out of range");
            }
            ids = ids(args.get(0));
            rest = args.subList(1, args.size());
        }
        Map<String, Object> bound = method.bind(database.version(), model, rest, named);
        Object result = method.call(env, model, ids, bound);
        boolean one = methodName.equals("create") && bound.get("vals_list") instanceof Map<?, ?>;
        return one && result instanceof List<?> created ? created.get(0) : result;
    }

    /** JSON-2: all arguments by name, {@code ids} and {@code context} beside them. */
    Object named(User user, String modelName, String methodName, Map<String, Object> body) {
        Model model = database.model(modelName);
        if (model == null) {
            throw OdooException.web("NotFound", "the model '" + modelName + "' does not exist", 404);
        }
        checkPublic(model, methodName);
        Method method = database.method(model, methodName);
        if (method == null) {
            throw OdooException.web(
                    "NotFound", "The method '" + modelName + "." + methodName + "' does not exist", 404);
        }
        Map<String, Object> named = new LinkedHashMap<>(body);
        Env env = env(user, named.remove("context"));
        Object ids = named.remove("ids");
        if (method.isOnModel() && Python.truthy(ids)) {
            throw OdooException.web(
                    "UnprocessableEntity", "cannot call " + modelName + "." + methodName + " with ids", 422);
        }
        return method.call(env, model, ids(ids), method.bindNamed(named));
    }

    private Env env(User user, Object context) {
        Env env = database.env(user, Json.map(context));
        Object language = env.context().get("lang");
        if (database.version().is19() && Python.truthy(language) && !"en_US".equals(language)) {
            throw OdooException.user("Invalid language code: " + language);
        }
        return env;
    }

    private void checkPublic(Model model, String method) {
        boolean hidden = database.version().is19() && method.equals("exists");
        if (method.startsWith("_") || hidden) {
            throw OdooException.access("Private methods (such as "
                    + database.version().pick("'" + model.name() + "." + method + "'", method)
                    + ") cannot be called remotely.");
        }
    }

    private static List<Integer> ids(Object given) {
        if (given instanceof List<?> list) {
            List<Integer> ids = new ArrayList<>(list.size());
            list.forEach(id -> ids.add(id(id)));
            return ids;
        }
        return Python.truthy(given) ? List.of(id(given)) : List.of();
    }

    private static Integer id(Object given) {
        if (given instanceof Number number) {
            return number.intValue();
        }
        throw OdooException.postgres(
                "InvalidTextRepresentation", "invalid input syntax for type integer: \"" + given + "\"\nLINE 1: ...\n");
    }
}
