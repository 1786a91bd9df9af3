package odoo;

import java.util.List;

/**
 * What a flow needs of an Odoo, for {@link OdooVerifier}.
 *
 * @param model the model, for example {@code res.partner}
 * @param fields a field list as in the {@code fields} option, with {@code ?} and {@code |}; blank for none
 * @param operations what the user must be allowed to do: any of {@code read}, {@code create}, {@code write},
 *     {@code unlink}
 */
public record OdooNeed(String model, String fields, List<String> operations) {
    /** @throws IllegalArgumentException for an operation that Odoo has no right for */
    public OdooNeed {
        operations = List.copyOf(operations);
        for (String operation : operations) {
            if (!List.of("read", "create", "write", "unlink").contains(operation)) {
                throw new IllegalArgumentException("'" + operation + "' is none of read, create, write, unlink");
            }
        }
    }

    /** Reading these fields of a model. */
    public static OdooNeed read(String model, String fields) {
        return new OdooNeed(model, fields, List.of("read"));
    }
}
