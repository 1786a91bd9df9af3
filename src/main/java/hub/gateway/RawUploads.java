package hub.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.web.Problem;
import hub.web.Problems;
import hub.web.ReadRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A file that is sent by itself, with what is said of it in the query, becomes the JSON of a new attachment: one way in, one set of
 * rules. Behind Spring Security; a file above the limit is not read to its end.
 */
class RawUploads extends OncePerRequestFilter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/records/ir.attachment";

    private final int largest;

    /** @param largest in bytes */
    RawUploads(long largest) {
        this.largest = Math.toIntExact(largest);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().equals(request.getContextPath() + PATH)
                || type == null
                || type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentType().toLowerCase(java.util.Locale.ROOT).startsWith("multipart/")) {
            Problems.write(response, Problem.of(415, "Send the file itself as the body, not a form."));
            return;
        }
        byte[] file = request.getInputStream().readNBytes(largest + 1);
        if (file.length > largest) {
            Problems.write(response, Problem.of(413));
            return;
        }
        MultiValueMap<String, String> query = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams();
        ObjectNode values = JSON.createObjectNode();
        for (String text : new String[] {"name", "res_model"}) {
            if (query.getFirst(text) != null) {
                values.put(text, java.net.URLDecoder.decode(query.getFirst(text), StandardCharsets.UTF_8));
            }
        }
        String id = query.getFirst("res_id");
        if (id != null) {
            values.set(
                    "res_id",
                    id.matches("\\d{1,10}")
                            ? JSON.getNodeFactory().numberNode(Long.valueOf(id))
                            : JSON.getNodeFactory().textNode(""));
        }
        values.put("datas", file);
        chain.doFilter(new AsJson(request, JSON.writeValueAsBytes(values)), response);
    }

    private static class AsJson extends ReadRequest {
        private static final Map<String, String> INSTEAD = Map.of("content-type", "application/json");

        AsJson(HttpServletRequest request, byte[] body) {
            super(request, body);
        }

        @Override
        public String getContentType() {
            return "application/json";
        }

        @Override
        public String getHeader(String name) {
            return INSTEAD.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), super.getHeader(name));
        }

        @Override
        public java.util.Enumeration<String> getHeaders(String name) {
            String instead = INSTEAD.get(name.toLowerCase(java.util.Locale.ROOT));
            return instead == null
                    ? super.getHeaders(name)
                    : java.util.Collections.enumeration(java.util.List.of(instead));
        }

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public String getQueryString() {
            return null;
        }
    }
}
