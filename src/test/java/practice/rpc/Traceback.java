package practice.rpc;

import practice.orm.OdooException;

/** The tracebacks that Odoo sends along with its errors, and that no client should pass on. */
final class Traceback {
    private static final String ODOO = "/usr/lib/python3/dist-packages/odoo/";

    private Traceback() {}

    static String of(OdooException error) {
        String name = error.type().startsWith("builtins.") ? error.type().substring(9) : error.type();
        return "Traceback (most recent call last):\n"
                + frame("http.py", 2273, "_serve_db", "return service_model.retrying(serve_func, env=self.env)")
                + frame("service/model.py", 184, "retrying", "result = func()")
                + frame("http.py", 2328, "_serve_ir_http", "response = self.dispatcher.dispatch(rule.endpoint, args)")
                + frame("addons/base/models/ir_http.py", 355, "_dispatch", "result = endpoint(**request.params)")
                + frame("http.py", 788, "route_wrapper", "result = endpoint(self, *args, **params_ok)")
                + frame("orm/decorators.py", 365, "create", "return method(self, vals_list)")
                + frame("orm/models.py", 4709, "create", "records = self._create(data_list)")
                + frame("sql_db.py", 433, "execute", "self._obj.execute(query, params)")
                + name + ": " + error.getMessage() + "\n";
    }

    private static String frame(String file, int line, String function, String code) {
        return "  File \"" + ODOO + file + "\", line " + line + ", in " + function + "\n    " + code + "\n";
    }
}
