package odoo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** Cuts an answer off that is larger, or takes longer, than allowed. */
final class AnswerLimits {
    private AnswerLimits() {}

    /** The answer is larger than allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Lets a request pass, and its answer for as long as it keeps to the bounds. */
    static ClassicHttpResponse limit(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, OdooTransport.Settings settings)
            throws IOException, HttpException {
        long limit = settings.maxResponseSize();
        Deadline deadline = new Deadline(settings.limits().answerTimeout(), scope.execRuntime::discardEndpoint);
        boolean more = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return response;
            }
            if (entity.getContentLength() > limit) {
                scope.execRuntime.discardEndpoint();
                throw new TooLargeException();
            }
            response.setEntity(new HttpEntityWrapper(entity) {
                @Override
                public InputStream getContent() throws IOException {
                    return new Limited(super.getContent(), limit, scope, deadline);
                }
            });
            more = true;
            return response;
        } catch (IOException broken) {
            throw deadline.explain(broken);
        } finally {
            if (!more) {
                deadline.close();
            }
        }
    }

    private static final class Limited extends FilterInputStream {
        private final ExecChain.Scope scope;
        private final Deadline deadline;
        private long left;

        Limited(InputStream in, long limit, ExecChain.Scope scope, Deadline deadline) {
            super(in);
            this.left = limit;
            this.scope = scope;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int n = in.read(buffer, offset, length);
                if (n < 0) {
                    deadline.close();
                    return n;
                }
                return count(n);
            } catch (IOException broken) {
                throw deadline.explain(broken);
            }
        }

        @Override
        public void close() throws IOException {
            deadline.close();
            super.close();
        }

        private int count(int n) throws TooLargeException {
            left -= n;
            if (left < 0) {
                scope.execRuntime.discardEndpoint();
                throw new TooLargeException();
            }
            return n;
        }
    }
}
