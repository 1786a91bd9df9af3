package accounts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A customer who came from Odoo, is linked and active: one who may sign in.
 *
 * @param password bcrypt hash, or null
 * @param verified whether the password was set by the customer
 */
record Customer(
        long id,
        String name,
        String email,
        String accountNumber,
        String phone,
        String type,
        String password,
        boolean verified) {

    /** Whether a password has been set. One that the portal made up and nobody knows does not count. */
    boolean hasPassword() {
        return password != null && verified;
    }

    /** As the contract's {@code Customer}. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("email", email);
        json.put("account_number", accountNumber);
        json.put("phone", phone);
        json.put("type", type);
        return json;
    }

    @Override
    public String toString() {
        return "Customer[id=" + id + "]";
    }
}
