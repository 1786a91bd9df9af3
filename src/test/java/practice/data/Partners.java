package practice.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import practice.orm.Env;
import practice.orm.Writer;

/** Invented companies and people with addresses that exist nowhere. */
final class Partners {
    private static final String[] HEAD = {
        "Northern",
        "Bluewater",
        "Summit",
        "Golden",
        "Harbour",
        "Prairie",
        "Cedar",
        "Silverline",
        "Union",
        "Meridian",
        "Copper",
        "Evergreen",
        "Lakeside",
        "Pioneer",
        "Redwood",
        "Savanna"
    };
    private static final String[] TRADE = {
        "Trading",
        "Logistics",
        "Hardware",
        "Foods",
        "Textiles",
        "Motors",
        "Printing",
        "Pharmacy",
        "Networks",
        "Builders",
        "Dairy",
        "Furniture",
        "Instruments",
        "Farms",
        "Optics",
        "Travel"
    };
    private static final String[] FORM = {"Ltd", "GmbH", "BV", "Inc", "SA", "(Pvt) Ltd", "& Sons", "AG"};
    private static final String[] STREET = {
        "Mill Lane",
        "Station Road",
        "Acacia Avenue",
        "Harbour Street",
        "Church Hill",
        "Market Square",
        "Ring Road",
        "Jacaranda Drive"
    };
    /** City, zip, state id (0 for none), country id, prefix of numbers. */
    private static final Object[][] CITY = {
        {"Antwerp", "2000", 1873, 20, "+32 3 555"}, {"Ghent", "9000", 1875, 20, "+32 9 555"},
        {"Stuttgart", "70173", 1359, 57, "+49 711 555"}, {"Munich", "80331", 1360, 57, "+49 89 555"},
        {"Harare", "00263", 0, 249, "+263 24 255"}, {"Bulawayo", "00263", 0, 249, "+263 29 255"},
        {"Johannesburg", "2001", 299, 247, "+27 11 555"}, {"Durban", "4001", 300, 247, "+27 31 555"},
        {"Fremont", "94538", 13, 233, "+1 510 555"}, {"Austin", "78701", 52, 233, "+1 512 555"},
        {"Nairobi", "00100", 0, 114, "+254 20 555"}, {"Lagos", "100001", 0, 163, "+234 1 555"},
        {"Arnhem", "6811", 955, 165, "+31 26 555"}, {"Sydney", "2000", 2, 13, "+61 2 5550"},
        {"Vancouver", "V5K 0A1", 534, 38, "+1 604 555"}, {"Leeds", "LS1 1AA", 0, 231, "+44 113 496"}
    };

    private final Env env;
    private final Random random = new Random(468);
    private final int companies;
    private final int individuals;
    private final int children;
    private final int mute;
    private int serial;

    /** The company and the administrator's contact, which are there, count as one customer and one child contact. */
    Partners(Env env, int count) {
        this.env = env;
        int customers = Math.round(count * 352f / 468);
        int inCompanies = Math.round(customers * 136f / 156);
        int others = count - customers;
        companies = inCompanies - 1;
        individuals = customers - inCompanies;
        children = others * 2 / 3 - 1;
        mute = others - children - 1;
    }

    void create() {
        List<Map<String, Object>> roots = new ArrayList<>();
        for (int i = 0; i < companies; i++) {
            roots.add(company(i % 80 == 7));
        }
        for (int i = 0; i < individuals; i++) {
            roots.add(individual());
        }
        for (int i = 0; i < mute; i++) {
            Map<String, Object> silent = i % 2 == 0 ? company(false) : individual();
            silent.remove("email");
            roots.add(silent);
        }
        List<Integer> ids = new Writer(env, env.model("res.partner")).create(roots);
        List<Map<String, Object>> contacts = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            contacts.add(contact(i, ids.get(random.nextInt(Math.max(1, companies)))));
        }
        new Writer(env, env.model("res.partner")).create(contacts);
    }

    private Map<String, Object> company(boolean longNumber) {
        String head = pick(HEAD);
        String trade = pick(TRADE);
        Map<String, Object> values = address();
        values.put("name", head + " " + trade + " " + pick(FORM) + " " + ++serial);
        values.put("is_company", true);
        String host = (head + "-" + trade + serial).toLowerCase() + ".example.com";
        values.put("email", pick(new String[] {"info", "accounts", "office", "sales"}) + "@" + host);
        values.put("website", "https://www." + host);
        values.put("vat", "XX" + (100000000 + random.nextInt(900000000)));
        values.put("ref", "C" + String.format("%05d", serial));
        values.put("customer_rank", 1 + random.nextInt(5));
        if (longNumber) {
            String numbers = values.get("phone") + " / " + number("+263 77 255") + " / " + number("+263 71 255")
                    + " (after hours)";
            values.put(env.version().pick("phone", "mobile"), numbers);
        }
        return values;
    }

    private Map<String, Object> individual() {
        String name = pick(Names.FIRST) + " " + pick(Names.LAST);
        Map<String, Object> values = address();
        values.put("name", name);
        values.put("email", Names.mailbox(name) + ++serial + "@example.org");
        values.put("customer_rank", random.nextInt(3));
        return values;
    }

    private Map<String, Object> contact(int i, int parent) {
        String name = pick(Names.FIRST) + " " + pick(Names.LAST);
        Map<String, Object> values = new HashMap<>();
        values.put("name", name);
        values.put("parent_id", parent);
        if (i % 3 > 0) {
            values.put("email", Names.mailbox(name) + ++serial + "@example.com");
        }
        if (i % 5 == 0) {
            values.put("type", i % 2 == 0 ? "invoice" : "delivery");
        }
        return values;
    }

    private Map<String, Object> address() {
        Object[] city = CITY[random.nextInt(CITY.length)];
        Map<String, Object> values = new HashMap<>();
        values.put("street", (1 + random.nextInt(199)) + " " + pick(STREET));
        if (random.nextInt(4) == 0) {
            values.put("street2", "Unit " + (1 + random.nextInt(40)));
        }
        values.put("city", city[0]);
        values.put("zip", city[1]);
        values.put("state_id", (int) city[2] == 0 ? false : city[2]);
        values.put("country_id", city[3]);
        values.put("phone", number((String) city[4]));
        if (env.version().is14() && random.nextInt(3) == 0) {
            values.put("mobile", number("+263 77 255"));
        }
        return values;
    }

    private String number(String prefix) {
        return prefix + " " + String.format("%04d", random.nextInt(10000));
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
