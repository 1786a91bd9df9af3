package routes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import odoo.OdooConstants;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import sync.Run;
import sync.Runs;

/** Takes note of how many ids a window holds, and holds the run's limit. */
@Component("runWindow")
public class RunWindow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Runs runs;

    RunWindow(Runs runs) {
        this.runs = runs;
    }

    /**
     * @param ids the ids in the window, a JSON array as bytes
     * @return the ids to read: all of them, or as many as the run's limit lets
     */
    public byte[] expect(
            @ExchangeProperty("run") Run run, @Body byte[] ids, @Header(OdooConstants.SERVER_DATE) Instant answered) {
        byte[] wanted = run.getLimit() > 0 ? first(run, ids) : ids;
        runs.expect(run, count(wanted), answered);
        return wanted;
    }

    /**
     * As many of the ids behind the resume point as the limit lets. Those before it, which changed while the window is open, come
     * with the last of them: a limit must not keep a window open for ever.
     */
    private static byte[] first(Run run, byte[] array) {
        try {
            long after = run.getWindow().resumed() ? run.getWindow().afterId() : 0;
            long[] behind = Arrays.stream(JSON.readValue(array, long[].class))
                    .filter(id -> id > after)
                    .toArray();
            if (behind.length <= run.getLimit()) {
                return array;
            }
            run.notePartial();
            return JSON.writeValueAsBytes(Arrays.copyOf(behind, run.getLimit()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The ids from Odoo are no JSON array", e);
        }
    }

    private static long count(byte[] array) {
        try (JsonParser parser = JSON.createParser(array)) {
            long count = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                count += token == JsonToken.VALUE_NUMBER_INT ? 1 : 0;
            }
            return count;
        } catch (IOException e) {
            throw new IllegalArgumentException("The ids from Odoo are no JSON array", e);
        }
    }
}
