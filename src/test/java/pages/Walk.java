package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What customers do on the pages, by what they see there. */
final class Walk {
    static final String PASSWORD = "seven quiet herons 5";

    private Walk() {}

    /** First step of setup. */
    static void askForCode(Page page, String email) {
        page.navigate("/login");
        page.getByText("First time login?").click();
        page.waitForURL("**/first-time-setup");
        page.getByLabel("Email").fill(email);
        button(page, "Continue").click();
        assertThat(page.getByLabel("Six-digit code")).isFocused();
    }

    /** Second step of setup, to the dashboard. */
    static void setPassword(Page page, String password) {
        page.getByLabel("New password").fill(password);
        page.getByLabel("Repeat it").fill(password);
        button(page, "Set password and sign in").click();
        dashboard(page);
    }

    static void signIn(Page page, String email, String password) {
        page.getByLabel("Email").fill(email);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        button(page, "Sign in").click();
    }

    /** Waits for the dashboard and its data. */
    static void dashboard(Page page) {
        page.waitForURL("**/dashboard");
        assertThat(page.locator("main")).hasAttribute("aria-busy", "false");
    }

    static void signOut(Page page) {
        button(page, "Sign out").click();
        page.waitForURL("**/login");
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator region(Page page, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }
}
