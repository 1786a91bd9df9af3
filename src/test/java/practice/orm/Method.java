package practice.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A public method: its signature, by which Odoo binds and refuses arguments, and what it does. */
public final class Method {
    /** A method on records. */
    public interface OnRecords {
        Object call(Env env, List<Integer> ids, Map<String, Object> args);
    }

    /** A method on any model: its records are {@code ids}, empty for a method on the model. */
    public interface Body {
        Object call(Env env, Model model, List<Integer> ids, Map<String, Object> args);
    }

    /** A parameter with its default; {@code required} has none. */
    public record Parameter(String name, boolean required, Object fallback) {}

    private final String name;
    private final Body body;
    private final List<Parameter> parameters = new ArrayList<>();
    private boolean onModel;
    private boolean readonly;
    private boolean anything;

    Method(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    static Method onRecords(String name, OnRecords body) {
        Method method = new Method(name, (env, model, ids, args) -> {
            for (int id : ids) {
                if (env.row(model.name(), id) == null) {
                    throw OdooException.missing(model.name(), id, env.user().uid());
                }
            }
            return body.call(env, ids, args);
        });
        method.anything = true;
        return method;
    }

    Method onModel() {
        onModel = true;
        return this;
    }

    Method readonly() {
        readonly = true;
        return this;
    }

    Method takes(String parameter) {
        parameters.add(new Parameter(parameter, true, null));
        return this;
    }

    Method takes(String parameter, Object fallback) {
        parameters.add(new Parameter(parameter, false, fallback));
        return this;
    }

    public String name() {
        return name;
    }

    /** Called on the model: no ids. */
    public boolean isOnModel() {
        return onModel;
    }

    public Object call(Env env, Model model, List<Integer> ids, Map<String, Object> args) {
        if (readonly) {
            return env.database().store().read(() -> body.call(env, model, ids, args));
        }
        return env.database().store().write(() -> body.call(env, model, ids, args));
    }

    /** The way of JSON-2: everything by name. */
    public Map<String, Object> bindNamed(Map<String, Object> given) {
        for (String argument : given.keySet()) {
            if (!anything && parameters.stream().noneMatch(p -> p.name().equals(argument))) {
                throw OdooException.web(
                        "UnprocessableEntity", "got an unexpected keyword argument '" + argument + "'", 422);
            }
        }
        for (Parameter parameter : parameters) {
            if (parameter.required() && !given.containsKey(parameter.name())) {
                throw OdooException.web(
                        "UnprocessableEntity", "missing a required argument: '" + parameter.name() + "'", 422);
            }
        }
        return complete(given);
    }

    /** The way of execute_kw: by position, then by name. */
    public Map<String, Object> bind(Version version, Model model, List<?> args, Map<String, Object> kwargs) {
        String called = version.is14() ? name + "()" : owner(model) + "." + name + "()";
        Map<String, Object> given = new LinkedHashMap<>();
        if (!anything && args.size() > parameters.size()) {
            throw OdooException.builtin(
                    "TypeError",
                    called + " takes " + (parameters.size() + 1) + " positional arguments but " + (args.size() + 1)
                            + " were given");
        }
        for (int i = 0; i < args.size() && i < parameters.size(); i++) {
            given.put(parameters.get(i).name(), args.get(i));
        }
        kwargs.forEach((argument, value) -> {
            if (!anything && parameters.stream().noneMatch(p -> p.name().equals(argument))) {
                throw OdooException.builtin(
                        "TypeError", called + " got an unexpected keyword argument '" + argument + "'");
            }
            if (given.put(argument, value) != null) {
                throw OdooException.builtin(
                        "TypeError", called + " got multiple values for argument '" + argument + "'");
            }
        });
        for (Parameter parameter : parameters) {
            if (parameter.required() && !given.containsKey(parameter.name())) {
                throw OdooException.builtin(
                        "TypeError", called + " missing 1 required positional argument: '" + parameter.name() + "'");
            }
        }
        return complete(given);
    }

    private Map<String, Object> complete(Map<String, Object> given) {
        Map<String, Object> bound = new LinkedHashMap<>(given);
        parameters.forEach(parameter -> bound.putIfAbsent(parameter.name(), parameter.fallback()));
        return bound;
    }

    /** res.partner overrides create and write; most of the rest is BaseModel's. */
    private String owner(Model model) {
        if (!name.equals("create") && !name.equals("write")) {
            return "BaseModel";
        }
        StringBuilder className = new StringBuilder();
        for (String part : model.name().split("\\.")) {
            className.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return className.toString();
    }
}
