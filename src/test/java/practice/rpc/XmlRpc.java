package practice.rpc;

import java.util.List;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.orm.OdooException;
import practice.orm.Version;

/** {@code /xmlrpc/2/common}, {@code /xmlrpc/2/object} and {@code /xmlrpc/2/db}. */
final class XmlRpc {
    private static final String NO_NONE = "cannot marshal None unless allow_none is enabled";

    private final Services services;
    private final XmlWriter writer;
    private final Gate gate;

    XmlRpc(Version version, Services services, Gate gate) {
        this.services = services;
        this.writer = new XmlWriter(version);
        this.gate = gate;
    }

    HttpResponse handle(HttpRequest request, String service) {
        XmlReader.MethodCall call;
        try {
            call = XmlReader.read(request.body());
        } catch (IllegalArgumentException e) {
            return fault(new OdooException("xml.parsers.expat.ExpatError", "not well-formed: line 1, column 0", 500));
        }
        List<Object> params = call.params();
        return gate.pass(Services.call(service, call.method(), params, "xmlrpc"), request, () -> {
            try {
                Object result = services.dispatch(service, call.method(), params, request.remote());
                if (result == null) {
                    throw OdooException.builtin("TypeError", NO_NONE);
                }
                return HttpResponse.xml(writer.answer(result));
            } catch (OdooException e) {
                return fault(e);
            }
        });
    }

    HttpResponse fault(OdooException e) {
        return switch (e.type()) {
            case "odoo.exceptions.UserError", "odoo.exceptions.ValidationError", "odoo.exceptions.MissingError" ->
                HttpResponse.xml(writer.fault(2, e.getMessage()));
            case "odoo.exceptions.AccessDenied" -> HttpResponse.xml(writer.fault(3, e.getMessage()));
            case "odoo.exceptions.AccessError" -> HttpResponse.xml(writer.fault(4, e.getMessage()));
            default -> HttpResponse.xml(writer.fault(1, Traceback.of(e)));
        };
    }
}
