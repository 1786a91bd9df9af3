package odoo;

import java.time.Duration;

/** Told of every request to Odoo; all beans of this type in the Camel registry are called. */
@FunctionalInterface
public interface OdooCallListener {
    /**
     * Called on the calling thread after the answer or the failure. An exception thrown here is logged and dropped.
     *
     * @param call what was called and what became of it
     */
    void called(Call call);

    /**
     * One request.
     *
     * @param connection the connection's name
     * @param model the model; {@code common} for the version and login requests
     * @param method the method
     * @param protocol the protocol used
     * @param duration from sending to the last byte of the answer
     * @param failure the kind of failure, null when it succeeded
     * @param bytes the size of the answer, uncompressed; 0 when none came
     */
    record Call(
            String connection,
            String model,
            String method,
            OdooProtocol protocol,
            Duration duration,
            OdooFailure failure,
            long bytes) {}
}
