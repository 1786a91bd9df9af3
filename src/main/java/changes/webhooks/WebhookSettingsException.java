package changes.webhooks;

/** A webhook of the settings that cannot be used. The message names it and says what to do. */
public class WebhookSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebhookSettingsException(String name, String remedy) {
        super("The webhook " + name + " of the settings " + remedy);
    }
}
