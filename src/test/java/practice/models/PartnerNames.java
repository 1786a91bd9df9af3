package practice.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import practice.orm.Env;
import practice.orm.Version;
import practice.store.Row;

/** What Odoo makes of a partner's names, addresses and texts. */
final class PartnerNames {
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    private static final Pattern SCRIPT =
            Pattern.compile("<script\\b.*?</script\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Map<String, String> TYPES =
            Map.of("invoice", "Invoice", "delivery", "Delivery", "other", "Other");

    private final Partner partner;
    private final Version version;

    PartnerNames(Partner partner, Version version) {
        this.partner = partner;
        this.version = version;
    }

    /** {@code Azure Interior, Brandon Freeman} */
    String complete(Env env, Row row) {
        String name = (String) partner.get(row, "name");
        Object parent = partner.get(row, "parent_id");
        Object companyName = partner.get(row, "company_name");
        if (parent == null && companyName == null) {
            return name == null ? "" : name.strip();
        }
        if ((name == null || name.isEmpty()) && TYPES.containsKey(String.valueOf(partner.get(row, "type")))) {
            name = TYPES.get(String.valueOf(partner.get(row, "type"))) + version.pick("", " Address");
        }
        if (Boolean.TRUE.equals(partner.get(row, "is_company"))) {
            return name == null ? "" : name.strip();
        }
        Object company = partner.get(row, "commercial_company_name");
        if (company == null) {
            company = env.value("res.partner", parent, "name");
        }
        return ((company == null ? "" : company) + ", " + (name == null ? "" : name)).strip();
    }

    Object formatted(Env env, Row row) {
        Object email = partner.get(row, "email");
        return email == null ? null : "\"" + partner.get(row, "name") + "\" <" + email + ">";
    }

    /** The US form, for every country. */
    Object address(Env env, Row row) {
        List<String> lines = new ArrayList<>();
        if (partner.get(row, "commercial_company_name") != null) {
            lines.add((String) partner.get(row, "commercial_company_name"));
        }
        Object state = env.related(row, partner.field("state_id"), "code");
        lines.add(text(partner.get(row, "street")));
        lines.add(text(partner.get(row, "street2")));
        lines.add((text(partner.get(row, "city")) + " " + text(state) + " " + text(partner.get(row, "zip"))));
        lines.add(text(env.related(row, partner.field("country_id"), "name")));
        return String.join("\n", lines);
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /** In lower case; of several addresses 19 takes the first and 14 none. */
    String normalized(String email) {
        if (email == null) {
            return null;
        }
        Matcher found = EMAIL.matcher(email);
        if (!found.find()) {
            return null;
        }
        String first = found.group().toLowerCase();
        return version.is14() && found.find() ? null : first;
    }

    String website(String website) {
        return website == null || website.isEmpty() || website.contains("://") ? website : "http://" + website;
    }

    /** 19 keeps notes as HTML without scripts, 14 as the text they were. */
    String comment(String comment) {
        if (comment == null || version.is14()) {
            return comment;
        }
        String clean = SCRIPT.matcher(comment).replaceAll("");
        return clean.isEmpty() || clean.startsWith("<") ? clean : "<p>" + clean + "</p>";
    }
}
