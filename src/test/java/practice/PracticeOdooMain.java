package practice;

import java.util.concurrent.CountDownLatch;
import practice.data.PracticeData;

/** The practice Odoo alone, to try with curl: {@code --port 8169 --version 19 [--partners 468]}. */
public final class PracticeOdooMain {
    private PracticeOdooMain() {}

    public static void main(String[] args) throws InterruptedException {
        PracticeOdooBuilder builder = PracticeOdoo.builder().port(8169);
        int partners = 0;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(args[i + 1]));
                case "--version" -> builder.version(Integer.parseInt(args[i + 1]));
                case "--partners" -> partners = Integer.parseInt(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        builder.seed(partners == 0 ? PracticeData.seedOne() : PracticeData.partners(partners));
        builder.seed(PracticeData.website());
        try (PracticeOdoo odoo = builder.start()) {
            System.out.printf(
                    "ODOO_URL=%s%nODOO_DB=%s%nODOO_USERNAME=%s%nODOO_PASSWORD=%s%nODOO_API_KEY=%s%n",
                    odoo.url(), odoo.database(), odoo.username(), odoo.password(), odoo.apiKey());
            new CountDownLatch(1).await();
        }
    }
}
