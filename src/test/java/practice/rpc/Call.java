package practice.rpc;

/**
 * One call that a client made.
 *
 * @param model the model, or the service ({@code common}, {@code db}, {@code web}) of a call that has none
 * @param method the method, as in {@code search_read} or {@code authenticate}
 * @param protocol {@code json2}, {@code jsonrpc}, {@code xmlrpc} or {@code web}
 */
public record Call(String model, String method, String protocol) {
    @Override
    public String toString() {
        return model + "/" + method + " (" + protocol + ")";
    }
}
