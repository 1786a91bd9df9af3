package practice.data;

import java.util.function.Consumer;
import practice.orm.Env;

/** Data to fill a practice Odoo with: made up, the same each time. */
public final class PracticeData {
    /** Creates records in one transaction. */
    public interface Seed extends Consumer<Env> {}

    private PracticeData() {}

    /**
     * 468 partners, as many as the first customer had: 352 customers (an email, not a child contact; 307 companies and
     * 45 individuals), 116 others (no email, or a child contact), and four customers with a very long number; also 25
     * employees with barcodes, and 12 products.
     */
    public static Seed seedOne() {
        return env -> {
            partners(468).accept(env);
            employees(25).accept(env);
            products(12).accept(env);
        };
    }

    /** The administrator's own and so many more in four departments, with barcodes {@code EMP0001} and on. */
    public static Seed employees(int count) {
        return env -> Staff.create(env, count);
    }

    /** So many products with codes {@code P-0001} and on, ten of each in stock. */
    public static Seed products(int count) {
        return env -> Goods.create(env, count);
    }

    /** Two projects with tasks, three meetings, three events (one of them full), two published posts and a draft. */
    public static Seed website() {
        return Website::create;
    }

    /** So many partners in the proportions of {@link #seedOne()}, the two that every practice Odoo has included. */
    public static Seed partners(int count) {
        return env -> new Partners(env, count).create();
    }
}
