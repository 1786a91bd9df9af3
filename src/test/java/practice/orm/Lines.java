package practice.orm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of one2many fields: {@code [0, 0, values]}, {@code [1, id, values]}, {@code [2, id]}, {@code [4, id]}. */
final class Lines {
    private final Env env;
    private final Model model;

    Lines(Env env, Model model) {
        this.env = env;
        this.model = model;
    }

    void write(int id, Map<String, Object> given) {
        given.forEach((name, value) -> {
            Field field = model.field(name);
            if (field != null && field.type() == FieldType.ONE2MANY && value instanceof Collection<?> commands) {
                Model comodel = env.model(field.relation());
                if (comodel != null) {
                    commands.forEach(command -> apply(id, field, comodel, (List<?>) command));
                }
            }
        });
    }

    @SuppressWarnings("unchecked")
    private void apply(int id, Field field, Model comodel, List<?> command) {
        Writer writer = new Writer(env, comodel);
        switch (Python.integer(command.get(0))) {
            case 0 -> {
                Map<String, Object> values = new LinkedHashMap<>((Map<String, Object>) command.get(2));
                values.put(field.inverse(), id);
                writer.create(List.of(values));
            }
            case 1 -> writer.write(List.of(Python.integer(command.get(1))), (Map<String, Object>) command.get(2));
            case 2 -> writer.unlink(List.of(Python.integer(command.get(1))));
            case 4 -> writer.write(List.of(Python.integer(command.get(1))), Map.of(field.inverse(), id));
            default -> throw OdooException.value("Unsupported x2many command " + command);
        }
    }
}
