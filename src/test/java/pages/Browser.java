package pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Chromium without a window. What a page complains about (a violated policy, an error in a script) is kept and is a failure
 * when the browser is closed.
 *
 * <p>With {@code -Dscreenshots=true} the pictures of docs/images are taken anew.
 */
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final String AXE = axe();

    /** Waits for what moves; an animation that is given up counts as done. */
    private static final String STILL =
            "Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => null)";

    static final int WIDE = 1280;
    static final int NARROW = 390;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String base;
    private final List<String> complaints = new ArrayList<>();

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, String base) {
        this.playwright = playwright;
        this.chromium = chromium;
        this.base = base;
    }

    /** Skips the test, loudly, where there is no Chromium: {@code CHROMIUM} names one, else those of Linux are looked for. */
    static Browser open(int port) {
        Path chromium = Stream.of(System.getenv("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser")
                .filter(path -> path != null && Files.isExecutable(Path.of(path)))
                .map(Path::of)
                .findFirst()
                .orElse(null);
        if (chromium == null) {
            System.err.println("NO BROWSER: the pages are NOT tested. Install chromium, or name one in CHROMIUM.");
        }
        assumeTrue(chromium != null, "no Chromium: apt-get install chromium, or name one in CHROMIUM");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(FLAGS);
        return new Browser(playwright, playwright.chromium().launch(options), "http://127.0.0.1:" + port);
    }

    /** A browser of somebody who has never been here. */
    Page stranger(int width, ColorScheme colours) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base)
                .setLocale("en-GB")
                .setViewportSize(width, width == NARROW ? 844 : 860)
                .setColorScheme(colours));
        context.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " (event) => console.error('POLICY ' + event.violatedDirective + ' ' + event.blockedURI))");
        Page page = context.newPage();
        page.setDefaultTimeout(30_000);
        page.onConsoleMessage(message -> {
            String text = message.text();
            if (text.startsWith("POLICY") || text.contains("Content Security Policy")) {
                complaints.add(page.url() + ": " + text);
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    Page stranger() {
        return stranger(WIDE, ColorScheme.LIGHT);
    }

    private static String axe() {
        try (InputStream file = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Nothing may stick out sideways. */
    static void fits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(page.url() + " fits the window")
                .isEqualTo(true);
    }

    private static void look(Page page, String name) {
        fits(page);
        if (Boolean.getBoolean("screenshots")) {
            page.evaluate(STILL);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("docs/images/" + name + ".png"))
                    .setFullPage(true));
        }
    }

    /** Nothing that axe knows to keep people out: no label, too little contrast, out of reach of a keyboard. */
    @SuppressWarnings("unchecked")
    static void obstacles(Page page) {
        page.evaluate(STILL);
        page.evaluate(AXE);
        assertThat((List<String>)
                        page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
                                + ".then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>"
                                + " rule.id + ' ' + node.target.join(' ') + ' ' + node.failureSummary)))"))
                .as("obstacles on " + page.url())
                .isEmpty();
    }

    /** The same page in both widths and both colours; with {@code -Dscreenshots=true} as pictures, too. */
    static void lookAround(Page page, String name) {
        for (int width : new int[] {WIDE, NARROW}) {
            page.setViewportSize(width, width == NARROW ? 844 : 860);
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                obstacles(page);
                look(page, name + (width == NARROW ? "-narrow" : "") + (colours == ColorScheme.DARK ? "-dark" : ""));
            }
        }
        page.setViewportSize(WIDE, 860);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
        assertThat(complaints).isEmpty();
    }
}
