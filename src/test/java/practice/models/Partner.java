package practice.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.store.Row;
import practice.store.Table;

/** res.partner: contacts inherit the address of their company, and follow it when it changes. */
final class Partner extends Model {
    private static final List<String> ADDRESS = List.of("street", "street2", "zip", "city", "state_id", "country_id");

    private final PartnerNames names;

    Partner(Version version) {
        super(version, "res.partner", "Contact");
        names = new PartnerNames(this, version);
        group("User types / Internal User");
        chars("name", "Name");
        if (version.is19()) {
            chars("complete_name", "Complete Name").readonly();
        } else {
            chars("display_name", "Display Name").readonly();
            one("title", "Title", "res.partner.title");
            chars("mobile", "Mobile");
        }
        one("parent_id", version.pick("Related Company", "Related Company"), "res.partner");
        chars("parent_name", "Parent name")
                .computed((env, row) -> env.related(row, field("parent_id"), "name"))
                .searchable()
                .orderable();
        lines("child_ids", "Contact", "res.partner", "parent_id");
        chars("ref", "Reference");
        choice("lang", "Language", "en_US", "English (US)");
        add("tz", FieldType.SELECTION, "Timezone");
        one("user_id", "Salesperson", "res.users");
        chars("vat", "Tax ID");
        chars("website", "Website Link");
        add("comment", version.pick(FieldType.HTML, FieldType.TEXT), "Notes");
        many("category_id", "Tags", "res.partner.category");
        flag("active", "Active");
        flag("employee", "Employee");
        chars("function", "Job Position");
        if (version.is19()) {
            choice(
                    "type",
                    "Address Type",
                    "contact",
                    "Contact",
                    "invoice",
                    "Invoice",
                    "delivery",
                    "Delivery",
                    "other",
                    "Other");
        } else {
            choice(
                    "type",
                    "Address Type",
                    "contact",
                    "Contact",
                    "invoice",
                    "Invoice Address",
                    "delivery",
                    "Delivery Address",
                    "other",
                    "Other Address",
                    "private",
                    "Private Address");
        }
        chars("street", "Street");
        chars("street2", "Street2");
        chars("zip", "Zip");
        chars("city", "City");
        one("state_id", "State", "res.country.state");
        one("country_id", "Country", "res.country");
        chars("country_code", "Country Code").computed((env, row) -> env.related(row, field("country_id"), "code"));
        decimal("partner_latitude", "Geo Latitude");
        decimal("partner_longitude", "Geo Longitude");
        chars("email", "Email");
        chars("email_normalized", "Normalized Email").readonly();
        chars("email_formatted", "Formatted Email").computed(names::formatted);
        chars("phone", "Phone");
        chars("phone_sanitized", "Sanitized Number").readonly();
        flag("is_company", "Is a Company");
        choice("company_type", "Company Type", "person", version.pick("Person", "Individual"), "company", "Company")
                .computed((env, row) -> Boolean.TRUE.equals(get(row, "is_company")) ? "company" : "person")
                .writable();
        one("company_id", "Company", "res.company");
        chars("company_name", "Company Name");
        integer("color", "Color Index");
        lines("user_ids", "Users", "res.users", "partner_id");
        flag("partner_share", "Share Partner").readonly();
        chars("contact_address", "Complete Address").computed(names::address);
        one("commercial_partner_id", "Commercial Entity", "res.partner").readonly();
        chars("commercial_company_name", "Company Name Entity").readonly();
        chars("barcode", "Barcode");
        decimal("credit_limit", "Credit Limit");
        integer("customer_rank", "Customer Rank");
        integer("supplier_rank", "Supplier Rank");
        order(version.pick("complete_name ASC, id DESC", "display_name"));
    }

    @Override
    protected String displayName(Env env, Row row) {
        return names.complete(env, row);
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return Map.of("active", true, "type", "contact", "lang", "en_US", "partner_share", true);
    }

    @Override
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        if (!values.containsKey("company_type")) {
            return values;
        }
        Map<String, Object> with = new HashMap<>(values);
        with.put("is_company", "company".equals(with.remove("company_type")));
        return with;
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        if (get(row, "name") == null && "contact".equals(get(row, "type"))) {
            throw OdooException.validation(
                    "The operation cannot be completed: "
                            + version.pick(
                                    "Contacts require a name",
                                    "new row for relation \"res_partner\" violates check constraint \"res_partner_check_name\"\n"));
        }
        Row parent = env.row(name(), get(row, "parent_id"));
        boolean attached =
                parent != null && (before == null || !parentOf(before).equals(parent.id()));
        if (attached) {
            follow(row, parent);
        }
        set(row, "website", names.website((String) get(row, "website")));
        set(row, "comment", names.comment((String) get(row, "comment")));
        set(row, "email_normalized", names.normalized((String) get(row, "email")));
        set(row, "phone_sanitized", version.pick(get(row, "phone"), null));
        derive(env, row, parent);
    }

    private Object parentOf(Row row) {
        return Objects.requireNonNullElse(get(row, "parent_id"), 0);
    }

    private void derive(Env env, Row row, Row parent) {
        boolean company = Boolean.TRUE.equals(get(row, "is_company"));
        set(row, "commercial_partner_id", company || parent == null ? row.id() : get(parent, "commercial_partner_id"));
        Row commercial = (Integer) get(row, "commercial_partner_id") == row.id()
                ? row
                : env.row(name(), get(row, "commercial_partner_id"));
        boolean named = commercial != null && Boolean.TRUE.equals(get(commercial, "is_company"));
        set(row, "commercial_company_name", get(named ? commercial : row, named ? "name" : "company_name"));
        set(row, version.pick("complete_name", "display_name"), names.complete(env, row));
    }

    private void follow(Row row, Row parent) {
        if ("contact".equals(get(row, "type")) && ADDRESS.stream().anyMatch(part -> get(parent, part) != null)) {
            ADDRESS.forEach(part -> set(row, part, get(parent, part)));
        }
        if (!Boolean.TRUE.equals(get(row, "is_company"))) {
            set(row, "vat", get(parent, "vat"));
        }
    }

    @Override
    public void changed(Env env, Row before, Row after) {
        if (before == null) {
            return;
        }
        boolean moved = ADDRESS.stream().anyMatch(part -> !Objects.equals(get(before, part), get(after, part)));
        boolean vat = !Objects.equals(get(before, "vat"), get(after, "vat"));
        boolean renamed = !Objects.equals(get(before, "name"), get(after, "name"))
                || !Objects.equals(get(before, "commercial_partner_id"), get(after, "commercial_partner_id"));
        if (!moved && !vat && !renamed) {
            return;
        }
        Table table = env.table(name());
        for (int id : List.copyOf(table.having(field("parent_id").column(), after.id()))) {
            Row child = table.get(id).copy();
            if (moved || vat) {
                follow(child, after);
            }
            derive(env, child, after);
            if (fields().stream()
                    .anyMatch(f -> f.column() >= 0
                            && !Objects.equals(
                                    child.get(f.column()), table.get(id).get(f.column())))) {
                Row old = table.get(id);
                set(child, "write_date", env.stamp());
                set(child, "write_uid", env.user().uid());
                table.put(child);
                changed(env, old, child);
            }
        }
    }
}
