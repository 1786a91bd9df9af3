package hub.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;

/**
 * Answers requests that Tomcat refuses before any of our filters sees them, such as an address that is no address.
 *
 * <p>A Tomcat that is paused while it reads a request, as it is when the hub begins to stop, does not read its headers, means to say 503, and
 * then says 400, because there is no Host header (Http11Processor of 10.1). The client takes that for final; it is told 503.
 */
public class ProblemValve extends ErrorReportValve {
    private static final int BAD_REQUEST = 400;

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < BAD_REQUEST || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean stopping = status == BAD_REQUEST && isPaused(request);
        if (stopping) {
            response.setStatus(StartingFilter.PROBLEM.status());
            response.setHeader("Retry-After", StartingFilter.SECONDS);
        }
        try {
            byte[] body = Problems.json(stopping ? StartingFilter.PROBLEM : Problem.of(status))
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentType(Problem.MEDIA_TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException gone) {
            // Nobody is there to read it.
        }
    }

    private static boolean isPaused(Request request) {
        return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.isPaused();
    }
}
