package odoo;

/** One page of a paged read. */
public final class OdooPage {
    private final long[] ids;
    private final OdooPages owner;
    private final int index;
    private byte[] records;

    /** A page that was read already. */
    public OdooPage(long[] ids, byte[] records) {
        this(ids, records, null, 0);
    }

    OdooPage(long[] ids, byte[] records, OdooPages owner, int index) {
        this.ids = ids;
        this.records = records;
        this.owner = owner;
        this.index = index;
    }

    /** The ids asked for, in the order they were given. Records that no longer exist are missing in the answer. */
    public long[] getIds() {
        return ids.clone();
    }

    /** The ids asked for as a JSON array. */
    public String getIdsJson() {
        return Json.text(ids);
    }

    /**
     * The records as a JSON array, UTF-8, as {@code read} of Odoo gives them. Asking for them says that the pages before are done.
     *
     * @throws OdooException when the page had to be read first, and that failed
     */
    public byte[] getRecords() {
        if (records == null) {
            records = owner.read(index);
        }
        if (owner != null) {
            owner.opened(index);
        }
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

    /** Says that this page is stored, so that no redelivery brings it again; see {@link OdooPages}. */
    public void done() {
        if (owner != null) {
            owner.done(this);
        }
    }

    int index() {
        return index;
    }

    OdooPages owner() {
        return owner;
    }

    @Override
    public String toString() {
        return "OdooPage[" + ids.length + " ids up to " + getLastId() + "]";
    }
}
