package odoo;

/** One page of a paged read. */
public final class OdooPage {
    private final long[] ids;
    private final byte[] records;

    public OdooPage(long[] ids, byte[] records) {
        this.ids = ids;
        this.records = records;
    }

    /** The ids asked for, in the order they were given. Records that no longer exist are missing in the answer. */
    public long[] getIds() {
        return ids.clone();
    }

    /** The ids asked for as a JSON array. */
    public String getIdsJson() {
        return Json.text(ids);
    }

    /** The records as a JSON array, UTF-8, as Odoo sent them. */
    public byte[] getRecords() {
        return records;
    }

    /** How many ids were asked for. */
    public int getSize() {
        return ids.length;
    }

    /** The last id asked for. */
    public long getLastId() {
        return ids[ids.length - 1];
    }

    @Override
    public String toString() {
        return "OdooPage[" + ids.length + " ids up to " + getLastId() + "]";
    }
}
