package attendance;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads what terminals send, as the bean {@code attendanceIntake}: the rest is {@code sql/attendance/take.sql}. */
@Component("attendanceIntake")
public class AttendanceIntake {
    private final IntakeProperties settings;
    private final Clock clock;

    AttendanceIntake(IntakeProperties settings) {
        this.settings = settings;
        this.clock = Clock.systemUTC();
    }

    /**
     * @param body a character a byte, JSON: an event or stay, or an array of them
     * @return parameters of {@code take.sql}
     * @throws RequestRefusedException when it is not JSON, or holds too many
     */
    public Map<String, Object> json(@Body String body) throws IOException {
        Intake intake = intake();
        JsonEvents.read(required(body), intake);
        return intake.parameters("rest", "index");
    }

    /**
     * @param body a character a byte, CSV with a header line
     * @return parameters of {@code take.sql}
     * @throws RequestRefusedException when it is empty, in an unknown encoding, or holds too many lines
     */
    public Map<String, Object> csv(@Body String body, @Header("Content-Type") String contentType) throws IOException {
        Intake intake = intake();
        CsvEvents.read(required(body), charset(contentType), intake);
        return intake.parameters("csv", "line");
    }

    private Intake intake() throws IOException {
        return new Intake(new RowReader(settings, clock.instant()), settings.maxEvents());
    }

    private static byte[] required(String body) {
        if (body == null || body.isEmpty()) {
            throw new RequestRefusedException(400, "A request body is required.");
        }
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Charset charset(String contentType) {
        try {
            return contentType == null
                    ? null
                    : MediaType.parseMediaType(contentType).getCharset();
        } catch (IllegalArgumentException unknown) {
            throw new RequestRefusedException(415, "The charset of the Content-Type is not known.");
        }
    }
}
