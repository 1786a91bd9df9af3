package practice.models;

import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;

/** hr.job */
final class Job extends Model {
    Job(Version version) {
        super(version, "hr.job", "Job Position");
        group("Employees/Officer: Manage all employees");
        chars("name", "Job Position").required();
        if (version.is19()) {
            flag("active", "Active");
            integer("sequence", "Sequence");
        }
        one("department_id", "Department", "hr.department");
        one("company_id", "Company", "res.company");
        integer("no_of_recruitment", version.pick("Target", "Expected New Employees"));
        lines("employee_ids", "Employees", "hr.employee", "job_id");
        integer("no_of_employee", "Current Number of Employees")
                .computed(
                        (env, row) -> ((java.util.List<?>) field("employee_ids").value(env, row)).size());
        add("description", version.pick(FieldType.HTML, FieldType.TEXT), "Job Description");
        order(version.pick("sequence", "id"));
    }
}
