package routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import odoo.OdooPage;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import sync.Run;

/** A page as the parameters of a flow's SQL file: {@code :#page}, {@code :#ids}, {@code :#run} (or {@code :#source}), {@code :#lastId}. */
@Component("pageParameters")
public class PageParameters {

    /**
     * @param outsideWindow true for records that are read again (healing, reconciliation) and move no resume point
     * @return page: the JSON array as bytes; ids: the ids that were asked for as a PostgreSQL array literal; run: the run's
     *     id; source: JSON with the run's id and the model that it reads, for a mapping of many models; lastId: the resume
     *     point, or null
     */
    public Map<String, Object> of(
            @Body OdooPage page,
            @ExchangeProperty("run") Run run,
            @ExchangeProperty("outsideWindow") Boolean outsideWindow) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("page", page.getRecords());
        parameters.put(
                "ids", '{' + page.getIdsJson().substring(1, page.getIdsJson().length() - 1) + '}');
        parameters.put("run", run.getId());
        parameters.put(
                "source",
                "{\"run\": " + run.getId() + ", \"model\": \"" + run.getFlow().model() + "\"}");
        parameters.put("lastId", Boolean.TRUE.equals(outsideWindow) ? null : page.getLastId());
        return parameters;
    }

    /**
     * The page is stored: a redelivery of the read goes on behind it.
     *
     * @throws HubStoppingException when the hub is about to end; the next run goes on behind the page
     */
    public void done(@ExchangeProperty("page") OdooPage page, CamelContext camel) {
        page.done();
        if (camel.isStopping()) {
            throw new HubStoppingException();
        }
    }

    /** A page of records that are not there any more. @param ids a JSON array */
    public OdooPage gone(@Body String ids) {
        return OdooPageSplitter.gone(ids);
    }

    /** The records of a page one by one, for a page that the database refused as a whole. */
    public List<OdooPage> singly(@Body OdooPage page) {
        return OdooPageSplitter.singly(page);
    }
}
