package practice.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.Writer;

/** Departments, jobs and employees. */
final class Staff {
    private static final List<String> DEPARTMENTS = List.of("Administration", "Production", "Sales", "Logistics");
    private static final List<String> JOBS = List.of("Clerk", "Operator", "Consultant", "Driver");

    private Staff() {}

    static void create(Env env, int count) {
        List<Integer> departments = new ArrayList<>();
        List<Integer> jobs = new ArrayList<>();
        int head = Data.create(env, "hr.department", Map.of("name", "Management", "company_id", 1));
        for (int i = 0; i < DEPARTMENTS.size(); i++) {
            departments.add(Data.create(
                    env, "hr.department", Map.of("name", DEPARTMENTS.get(i), "parent_id", head, "company_id", 1)));
            jobs.add(Data.create(
                    env, "hr.job", Map.of("name", JOBS.get(i), "department_id", departments.get(i), "company_id", 1)));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = Names.person(i);
            Map<String, Object> values = new HashMap<>();
            values.put("name", i == 0 ? "Mitchell Admin" : name);
            values.put("user_id", i == 0 ? 2 : null);
            values.put("barcode", "EMP%04d".formatted(i + 1));
            values.put("pin", "%04d".formatted(1000 + i));
            values.put("work_email", i == 0 ? "admin@example.com" : Names.mailbox(name) + "@example.com");
            values.put("work_phone", "+1 555 01%02d".formatted(i % 100));
            values.put("department_id", departments.get(i % departments.size()));
            values.put("job_id", jobs.get(i % jobs.size()));
            values.put("job_title", JOBS.get(i % jobs.size()));
            rows.add(values);
        }
        new Writer(env, env.model("hr.employee")).create(rows);
    }
}
