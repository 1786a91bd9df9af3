package practice.models;

import practice.orm.Env;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/** hr.department, shown with its parents: {@code Management / Sales}. */
final class Department extends Model {
    Department(Version version) {
        super(version, "hr.department", "Department");
        group("Employees/Officer: Manage all employees");
        chars("name", "Department Name").required();
        if (version.is19()) {
            chars("complete_name", "Complete Name").computed(this::displayName).searchable();
        } else {
            chars("complete_name", "Complete Name").readonly();
        }
        flag("active", "Active");
        one("company_id", "Company", "res.company");
        one("parent_id", "Parent Department", "hr.department");
        lines("child_ids", "Child Departments", "hr.department", "parent_id");
        one("manager_id", "Manager", "hr.employee");
        lines("member_ids", "Members", "hr.employee", "department_id").readonly();
        integer("color", "Color Index");
        order("name");
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        if (version.is14()) {
            set(row, "complete_name", displayName(env, row));
        }
    }

    @Override
    protected String displayName(Env env, Row row) {
        Row parent = env.row(name(), get(row, "parent_id"));
        return parent == null ? (String) get(row, "name") : displayName(env, parent) + " / " + get(row, "name");
    }
}
