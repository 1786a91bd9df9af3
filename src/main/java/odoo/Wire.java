package odoo;

/** One protocol: gives a call its form, sends it and takes the result out of the answer. */
interface Wire {
    /**
     * @throws OdooException typed by what the caller should do
     */
    OdooAnswer call(OdooSession session, OdooCall call);
}
