package odoo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Why no whole answer came from a server, in a sentence, and what to do about it in another. */
final class TransportFailures {
    private static final String CHECK_ADDRESS = "Check that Odoo runs and that its address is right, then try again";

    private TransportFailures() {}

    static TransportException of(OdooTransport.Settings settings, Exception e) {
        String url = settings.url();
        if (e instanceof Deadline.TooSlowException) {
            return new TransportException(
                    true,
                    "The answer of " + url + " was not whole within "
                            + settings.limits().answerTimeout() + " ms",
                    "Try again later, ask for less at a time, or raise answerTimeout",
                    e);
        }
        if (e instanceof AnswerLimits.TooLargeException) {
            return new TransportException(
                    true,
                    "The answer of " + url + " is larger than " + settings.maxResponseSize() + " bytes",
                    "Ask for fewer records or fields at a time, or raise maxResponseSize",
                    null);
        }
        if (e instanceof ConnectTimeoutException) {
            return new TransportException(
                    false,
                    "No connection to " + url + " within " + settings.limits().connectTimeout() + " ms",
                    CHECK_ADDRESS,
                    e);
        }
        if (e instanceof ConnectionRequestTimeoutException) {
            return new TransportException(
                    false, "All connections to " + url + " are in use", "Try again with fewer calls side by side", e);
        }
        if (e instanceof GuardedNames.BeyondReachException) {
            return new TransportException(
                    false,
                    "The address " + url + " leads to where connections must not go",
                    "Use an address that is reachable from the Internet, or ask an administrator",
                    e);
        }
        if (e instanceof UnknownHostException) {
            return new TransportException(
                    false, "The host of " + url + " is unknown", "Check the url of the connection", e);
        }
        if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
            return new TransportException(
                    false,
                    "No trusted TLS connection to " + url,
                    "Check the server's certificate, or the trust store of the http component",
                    e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new TransportException(false, "Nothing answers at " + url, CHECK_ADDRESS, e);
        }
        if (e instanceof SocketTimeoutException) {
            return new TransportException(
                    true,
                    "No answer from " + url + " within " + settings.limits().responseTimeout() + " ms",
                    "Try again later, ask for less at a time, or raise responseTimeout",
                    e);
        }
        if (e instanceof IOException) {
            return new TransportException(
                    true, "The connection to " + url + " broke before the answer was whole", CHECK_ADDRESS, e);
        }
        return new TransportException(
                false, "The call to " + url + " could not be sent", "See the cause of this failure", e);
    }
}
