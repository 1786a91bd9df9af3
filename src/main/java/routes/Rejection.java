package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import odoo.OdooPage;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import sync.DatabaseAnswer;
import sync.Run;

/** A single record that the database refused, as the parameters of {@code sql/reject-record.sql}. */
@Component("rejection")
public class Rejection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final PageParameters parameters;

    Rejection(PageParameters parameters) {
        this.parameters = parameters;
    }

    /** @return the page's parameters, and {@code name} and {@code detail} of the refusal */
    public Map<String, Object> of(
            @ExchangeProperty("page") OdooPage page,
            @ExchangeProperty("run") Run run,
            @ExchangeProperty("outsideWindow") Boolean outsideWindow,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable refusal) {
        Map<String, Object> all = new HashMap<>(parameters.of(page, run, outsideWindow));
        all.put("name", name(page));
        all.put("detail", DatabaseAnswer.refusal(refusal));
        return all;
    }

    private static String name(OdooPage page) {
        try {
            JsonNode name = JSON.readTree(page.getRecords()).path(0).path("name");
            return name.isTextual() ? name.textValue().replace('\u0000', '\ufffd') : null;
        } catch (IOException e) {
            return null;
        }
    }
}
