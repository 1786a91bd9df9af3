package accounts;

import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies of answers: success, message, and data where there is some. */
final class Answers {
    private Answers() {}

    static Map<String, Object> of(String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", message);
        return answer;
    }

    static Map<String, Object> of(String message, Map<String, Object> data) {
        Map<String, Object> answer = of(message);
        answer.put("data", data);
        return answer;
    }

    /** A member of a request that the contract says is text. */
    static String text(Map<String, Object> request, String member) {
        return request.get(member) instanceof String text ? text : "";
    }

    static boolean flag(Map<String, Object> request, String member) {
        return Boolean.TRUE.equals(request.get(member));
    }
}
