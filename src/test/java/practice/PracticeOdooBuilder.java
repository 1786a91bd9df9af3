package practice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import practice.data.PracticeData;
import practice.orm.Version;

/**
 * How a practice Odoo is to be. Default: version 19, any free port, database {@code practice}, and nothing in it but what
 * every Odoo has: the company and the administrator, with a partner each (ids 1 and 3).
 */
public final class PracticeOdooBuilder {
    Version version = Version.V19;
    int port;
    String database = "practice";
    boolean proxied;
    PracticeClock clock = new PracticeClock();
    final List<PracticeData.Seed> seeds = new ArrayList<>();
    boolean renting;
    final Set<String> lacking = new HashSet<>();

    PracticeOdooBuilder() {}

    /** 14 or 19. */
    public PracticeOdooBuilder version(int major) {
        version = Version.of(major);
        return this;
    }

    /** 0 for any free one. */
    public PracticeOdooBuilder port(int number) {
        port = number;
        return this;
    }

    public PracticeOdooBuilder database(String name) {
        database = name;
        return this;
    }

    /** As behind nginx: connections are kept alive and answers compressed. A bare Odoo does neither. */
    public PracticeOdooBuilder proxied() {
        proxied = true;
        return this;
    }

    public PracticeOdooBuilder clock(PracticeClock time) {
        clock = time;
        return this;
    }

    /** Models that it does not have, as where their module is not installed. */
    public PracticeOdooBuilder lacking(String... models) {
        lacking.addAll(List.of(models));
        return this;
    }

    /** With the fields that Enterprise's module {@code sale_renting} brings to orders. */
    public PracticeOdooBuilder renting() {
        renting = true;
        return this;
    }

    /** So many partners in all, in the proportions of {@link PracticeData#seedOne()}. */
    public PracticeOdooBuilder partners(int count) {
        return seed(PracticeData.partners(count));
    }

    /** What to fill it with before it starts; may be called several times. */
    public PracticeOdooBuilder seed(PracticeData.Seed seed) {
        seeds.add(seed);
        return this;
    }

    /** Nothing but the company and the administrator, which is how it begins: forgets what was seeded before. */
    public PracticeOdooBuilder empty() {
        seeds.clear();
        return this;
    }

    public PracticeOdoo start() {
        return new PracticeOdoo(this);
    }
}
