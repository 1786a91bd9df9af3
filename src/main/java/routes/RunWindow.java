package routes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import odoo.OdooConstants;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import sync.Run;
import sync.Runs;

/** Takes note of how many ids a window holds. */
@Component("runWindow")
public class RunWindow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Runs runs;

    RunWindow(Runs runs) {
        this.runs = runs;
    }

    /** @param ids the ids in the window, a JSON array as bytes; it stays the body */
    public void expect(
            @ExchangeProperty("run") Run run, @Body byte[] ids, @Header(OdooConstants.SERVER_DATE) Instant answered) {
        runs.expect(run, count(ids), answered);
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
