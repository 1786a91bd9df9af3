package practice.data;

import java.util.HashMap;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Field;
import practice.orm.Model;

/** Describes the models in ir.model and ir.model.fields. */
final class Registry {
    private Registry() {}

    static void describe(Env env) {
        for (Model model : env.database().models()) {
            int id =
                    Data.create(env, "ir.model", Map.of("name", model.label(), "model", model.name(), "state", "base"));
            for (Field field : model.fields()) {
                Map<String, Object> values = new HashMap<>(Map.of(
                        "name",
                        field.name(),
                        "model",
                        model.name(),
                        "model_id",
                        id,
                        "field_description",
                        field.label(),
                        "ttype",
                        field.type().odooName(),
                        "required",
                        field.isRequired(),
                        "readonly",
                        field.isReadonly(),
                        "store",
                        field.isStored()));
                values.put("relation", field.relation());
                Data.create(env, "ir.model.fields", values);
            }
        }
    }
}
