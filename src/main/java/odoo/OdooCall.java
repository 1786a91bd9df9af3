package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One method call, before a protocol gives it a form.
 *
 * @param ids the records it works on; null for a model-level method
 * @param arguments the method's parameters by name
 * @param context the context, already with language, zone and companies
 * @param readOnly whether it changes nothing, so that a lost answer leaves nothing in doubt
 * @param limits time and size bounds of the request
 */
record OdooCall(
        String model,
        String method,
        long[] ids,
        ObjectNode arguments,
        ObjectNode context,
        boolean readOnly,
        Limits limits) {
    /**
     * Bounds of one request.
     *
     * @param connectTimeout milliseconds until a connection stands
     * @param responseTimeout milliseconds without a byte of the answer
     * @param answerTimeout milliseconds until the answer is whole
     * @param maxResponseSize bytes, after decompression
     */
    record Limits(long connectTimeout, long responseTimeout, long answerTimeout, long maxResponseSize) {
        static Limits of(OdooConfiguration options) {
            return new Limits(
                    options.getConnectTimeout(),
                    options.getResponseTimeout(),
                    options.getAnswerTimeout(),
                    options.getMaxResponseSize());
        }
    }

    /** How messages name this call. */
    String title() {
        return model + "/" + method;
    }
}
