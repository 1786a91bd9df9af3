package hub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"odoo-hub " + number() + ", Java " + System.getProperty("java.version")};
    }

    static String number() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        }
        return build.getProperty("build.version", "(not packaged)");
    }
}
