package routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import odoo.OdooPage;

/** Takes a page apart. Only a page that the database refused comes here, so it may cost something. */
final class OdooPageSplitter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NONE = {'[', ']'};

    private OdooPageSplitter() {}

    /** @return a page with none of the records that were asked for */
    static OdooPage gone(String ids) {
        try {
            return new OdooPage(JSON.readValue(ids, long[].class), NONE);
        } catch (IOException e) {
            throw new IllegalArgumentException("Ids are a JSON array of numbers", e);
        }
    }

    /** @return one page for each id that was asked for, in the same order, with its record or with none */
    static List<OdooPage> singly(OdooPage page) {
        try {
            Map<Long, JsonNode> records = new HashMap<>();
            for (JsonNode record : JSON.readTree(page.getRecords())) {
                records.put(record.path("id").asLong(), record);
            }
            List<OdooPage> pages = new ArrayList<>();
            for (long id : page.getIds()) {
                JsonNode record = records.get(id);
                byte[] json = record == null
                        ? NONE
                        : JSON.writeValueAsBytes(JSON.createArrayNode().add(record));
                pages.add(new OdooPage(new long[] {id}, json));
            }
            return pages;
        } catch (IOException e) {
            throw new IllegalArgumentException("A page from Odoo is no JSON array of records", e);
        }
    }
}
