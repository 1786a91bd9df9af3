package odoo;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;

/** The options of an {@code odoo:} endpoint. */
@UriParams
public class OdooConfiguration implements Cloneable {
    @UriPath(description = "The model, for example res.partner.")
    @Metadata(required = true)
    private String model;

    @UriPath(
            description = "The method: search_read, read, search, search_count, create, write, unlink, fields_get,"
                    + " or any other public method of the model.")
    @Metadata(required = true)
    private String method;

    @UriParam(defaultValue = "default", description = "Name of the connection, as the OdooConnections bean knows it.")
    private String connection = "default";

    @UriParam(
            description =
                    "Fields to read, comma-separated; all when left out. A list may speak for several versions of Odoo, with a"
                            + " question mark behind what may be missing and a bar between alternatives.")
    private String fields;

    @UriParam(defaultValue = "[]", description = "Search domain as JSON. For search, search_count and search_read.")
    private String domain;

    @UriParam(
            description = "Sort order, for example id or write_date desc. Give one whenever pages are read: some"
                    + " default orders are not unique.")
    private String order;

    @UriParam(description = "The most records that a search brings; no limit when left out.")
    private Integer limit;

    @UriParam(description = "How many records a search skips.")
    private Integer offset;

    @UriParam(
            description =
                    "How read and search_read deliver many2one fields: _classic_read gives id and name, an empty value the bare"
                            + " id, which Odoo reads a good deal faster. Not sent with search_read before Odoo 19 over JSON-RPC and"
                            + " XML-RPC, whose search_read has no such parameter.")
    private String load;

    @UriParam(
            description =
                    "Context as a JSON object, on top of language, time zone and the companies of the connection.")
    private String context;

    @UriParam(
            defaultValue = "0",
            description = "For read: how many records one request asks for. When positive the body becomes an"
                    + " OdooPages; 0 reads all ids in one request. 1000 to 2000 is fastest.")
    private int pageSize;

    @UriParam(
            defaultValue = "2",
            description = "For a read with pageSize: how many requests are under way at a time. An Odoo worker serves"
                    + " one at a time.")
    private int parallel = 2;

    @UriParam(
            defaultValue = "true",
            description = "For a read with pageSize and an empty load: whether Odoo 19 and newer is asked for columns"
                    + " (formatted_read_group with array_agg), which costs it a quarter of what read does. Models and fields that have"
                    + " no columns are read record by record all the same.")
    private boolean columns = true;

    @UriParam(
            description = "Whether the method changes nothing, so that a lost answer leaves nothing in doubt. Known for"
                    + " the usual reading methods, false for any other.")
    private Boolean readOnly;

    @UriParam(
            label = "timeout",
            defaultValue = "10000",
            description = "Milliseconds until a connection to the server stands.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "timeout",
            defaultValue = "60000",
            description = "Milliseconds without a byte of the answer after which it counts as lost.")
    private long responseTimeout = 60_000;

    @UriParam(
            label = "timeout",
            defaultValue = "300000",
            description = "Milliseconds until an answer has to be whole, however steadily it comes.")
    private long answerTimeout = 300_000;

    @UriParam(
            label = "advanced",
            defaultValue = "134217728",
            description = "The largest answer accepted, in bytes after decompression (128 MiB). A larger one is cut off"
                    + " and fails as unavailable.")
    private long maxResponseSize = 128L * 1024 * 1024;

    public OdooConfiguration copy() {
        try {
            return (OdooConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }

    public String getDomain() {
        return domain;
    }

    public void setDomain(String domain) {
        this.domain = domain;
    }

    public String getOrder() {
        return order;
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public Integer getLimit() {
        return limit;
    }

    public void setLimit(Integer limit) {
        this.limit = limit;
    }

    public Integer getOffset() {
        return offset;
    }

    public void setOffset(Integer offset) {
        this.offset = offset;
    }

    public String getLoad() {
        return load;
    }

    public void setLoad(String load) {
        this.load = load;
    }

    public String getContext() {
        return context;
    }

    public void setContext(String context) {
        this.context = context;
    }

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public int getParallel() {
        return parallel;
    }

    public void setParallel(int parallel) {
        this.parallel = parallel;
    }

    public boolean isColumns() {
        return columns;
    }

    public void setColumns(boolean columns) {
        this.columns = columns;
    }

    public Boolean getReadOnly() {
        return readOnly;
    }

    public void setReadOnly(Boolean readOnly) {
        this.readOnly = readOnly;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getAnswerTimeout() {
        return answerTimeout;
    }

    public void setAnswerTimeout(long answerTimeout) {
        this.answerTimeout = answerTimeout;
    }

    public long getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }
}
