package attendance;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The operation pushAttendance: a push of some days that the client waits for. */
@Component("pushRequests")
public class PushRequests {
    private final AttendancePush push;

    PushRequests(AttendancePush push) {
        this.push = push;
    }

    /**
     * @param odoo name of the Odoo connection to call
     * @return pushed, failed, total and errors (null for none)
     */
    public Map<String, Object> push(
            @Body Map<String, Object> request, @ExchangeProperty("odooConnection") String odoo) {
        PushResult result = push.push(
                LocalDate.parse(String.valueOf(request.get("start_date"))),
                LocalDate.parse(String.valueOf(request.get("end_date"))),
                odoo);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", result.message());
        answer.put("pushed", result.pushed());
        answer.put("failed", result.failed());
        answer.put("total", result.total());
        answer.put("errors", result.errors().isEmpty() ? null : result.errors());
        return answer;
    }
}
