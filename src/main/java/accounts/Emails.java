package accounts;

/** Email addresses as they come in. What they are compared as is the business of the SQL function odoo_email alone. */
final class Emails {
    private Emails() {}

    /** The address for the database, or an empty text when the database could not even read it. */
    static String clean(String email) {
        String stripped = email == null ? "" : email.strip();
        return isText(stripped) && stripped.indexOf('\0') < 0 ? stripped : "";
    }

    /** Whether this is text that has a form in UTF-8. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))
                    && !(Character.isHighSurrogate(text.charAt(i))
                            && ++i < text.length()
                            && Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }
}
