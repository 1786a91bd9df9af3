package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attendances come in as CSV, whatever wrote the file. */
class IntakeCsvTest extends IntakeScene {
    @Test
    void csvIsReadWhateverItsDress() {
        String comma = "person_id,type,time,terminal\r\n\"EMP001\",in,2025-01-15T08:00:00Z,\"gate, \"\"1\"\"\"\r\n\r\n"
                + "EMP001,out,2025-01-15T09:00:00Z,\r\n";
        assertThat(rows(csv(200, comma.getBytes(StandardCharsets.UTF_8), "text/csv")))
                .containsExactly("2 accepted null", "4 accepted null");
        assertThat(jdbc.sql("SELECT terminal FROM attendance")
                        .query(String.class)
                        .single())
                .isEqualTo("gate, \"1\"");
        String semicolon = "\uFEFFTime;Person_ID;Type\n2025-01-16T08:00:00Z;EMP001;IN\n";
        assertThat(rows(csv(200, semicolon.getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8")))
                .containsExactly("2 accepted null");
        String stays = "person_id\tcheck_in\tcheck_out\nÉmile\t2025-01-17T08:00:00Z\t2025-01-17T09:00:00Z\n";
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8)) {
            csv(200, stays.getBytes(charset), "text/csv; charset=" + charset);
        }
        csv(200, ("\uFEFF" + stays).getBytes(StandardCharsets.UTF_16LE), "text/csv");
        assertThat(stays())
                .containsExactly(
                        "EMP001 2025-01-15T08:00:00Z 2025-01-15T09:00:00Z",
                        "EMP001 2025-01-16T08:00:00Z null",
                        "Émile 2025-01-17T08:00:00Z 2025-01-17T09:00:00Z");
    }

    @Test
    void badLinesOfCsvAreAnsweredByNumberAndGoodOnesGoThrough() {
        String file = "person_id;type;time\n"
                + "EMP001;in;2025-01-15T08:00:00Z\n"
                + "\"EMP001;out;2025-01-15T09:00:00Z\n"
                + "EMP001;out\n"
                + "EMP001;out;2025-01-15T10:00:00\n"
                + "\u00c9mile;in;2025-01-15T08:00:00Z\n"
                + "NOBODY;in;2025-01-15T08:00:00Z\n"
                + "EMP001;out;2025-01-15T09:30:00Z";
        assertThat(rows(csv(200, file.getBytes(StandardCharsets.ISO_8859_1), "text/csv")))
                .containsExactly(
                        "2 accepted null",
                        "3 rejected quotes",
                        "4 rejected columns",
                        "5 rejected zone-missing",
                        "6 rejected encoding",
                        "7 dead_letter unknown-employee",
                        "8 accepted null");
        assertThat(rows(csv(422, "person_id,type,when\nEMP001,in,now\n".getBytes(StandardCharsets.UTF_8), "text/csv")))
                .containsExactly("1 rejected unknown-column");
        csv(400, "\n\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        csv(415, "person_id\n".getBytes(StandardCharsets.UTF_8), "text/csv; charset=klingon");
        csv(415, "person_id\n".getBytes(StandardCharsets.UTF_8), "application/xml");
    }

    private JsonNode csv(int status, byte[] file, String contentType) {
        HttpResponse<String> answer = http.send(http.admin(EVENTS + "/import")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(file)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return HubHttp.json(answer);
    }
}
