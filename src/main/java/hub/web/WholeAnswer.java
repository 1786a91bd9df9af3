package hub.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * An answer that leaves when it ends or fills the buffer, whoever flushes it before. Camel flushes after each piece of a body: a
 * short answer then has no Content-Length and leaves in two packets, which cost more than what is in them.
 */
final class WholeAnswer extends HttpServletResponseWrapper {
    private ServletOutputStream stream;

    WholeAnswer(HttpServletResponse response) {
        super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new Unflushed(super.getOutputStream());
        }
        return stream;
    }

    private static final class Unflushed extends ServletOutputStream {
        private final ServletOutputStream to;

        Unflushed(ServletOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            to.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
        }

        @Override
        public void flush() {
            // When it ends.
        }

        @Override
        public void close() throws IOException {
            to.close();
        }

        @Override
        public boolean isReady() {
            return to.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            to.setWriteListener(listener);
        }
    }
}
