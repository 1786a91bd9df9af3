package odoo;

/** Prepares the call of one kind of method from what the exchange asks for. */
interface Operation {
    /** @throws IllegalArgumentException when the message does not hold what the method needs */
    OdooCall prepare(OdooRequest request);

    static Operation of(String method) {
        return switch (method) {
            case "search_read" -> new SearchReadOperation();
            case "read" -> new ReadOperation();
            case "search" -> new SearchOperation();
            case "search_count" -> new SearchCountOperation();
            case "create" -> new CreateOperation();
            case "write" -> new WriteOperation();
            case "unlink" -> new UnlinkOperation();
            case "fields_get" -> new FieldsGetOperation();
            default -> new CallOperation();
        };
    }
}
