package changes;

import java.nio.charset.StandardCharsets;

/** A change as a listener hears it, made once for all of them: a server-sent event. */
record ChangeHint(ChangeEvent event, byte[] frame) {
    static ChangeHint of(ChangeEvent event) {
        // Nothing in it needs escaping: names of models and connections are checked where they come in.
        String frame = "id: " + event.position() + "\nevent: change\ndata: {\"event\":\"" + event.id()
                + "\",\"connection\":\"" + plain(event.connection()) + "\",\"model\":\"" + plain(event.model())
                + "\",\"id\":" + event.record() + ",\"operation\":\"" + event.operation() + "\",\"at\":\"" + event.at()
                + "\"}\n\n";
        return new ChangeHint(event, frame.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for those who may not know which record it is. */
    byte[] nameless() {
        return ("id: " + event.position() + "\nevent: change\ndata: {\"model\":\"" + plain(event.model()) + "\"}\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What a listener hears first: where it starts, and whether it missed something and has to read everything anew. */
    static byte[] hello(ChangeFeed.Start start) {
        String reset = "event: reset\ndata: {\"message\":\"Changes may have been missed: read the records again.\"}\n";
        return ("retry: 1000\nid: " + start.position() + "\n" + (start.missed() ? reset : "") + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Nothing has changed up to here. */
    static byte[] heartbeat(long position) {
        return ("id: " + position + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_. -]", "_");
    }
}
