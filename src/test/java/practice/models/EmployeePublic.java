package practice.models;

import practice.orm.Env;
import practice.orm.Field;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.Version;
import practice.store.Row;

/**
 * hr.employee.public: what every user may read of the employees; a view, with their ids. Since Odoo 19 its write_date is that of
 * the contract, which a new name or an archived employee leaves as it was; here it never moves.
 */
final class EmployeePublic extends Model {
    EmployeePublic(Version version, Employee employee) {
        super(version, "hr.employee.public", "Public Employee");
        for (String name : new String[] {"create_date", "write_date"}) {
            add(name, FieldType.DATETIME, name)
                    .computed(employee.field(version.is19() ? "create_date" : name)::value)
                    .searchable()
                    .sortable();
        }
        for (String name : new String[] {"create_uid", "write_uid"}) {
            one(name, name, "res.users").computed(employee.field(name)::value).searchable();
        }
        for (String name : Employee.PUBLIC) {
            Field of = employee.field(name);
            Field field = of.relation() == null
                    ? add(name, of.type(), of.label())
                    : one(name, of.label(), of.relation().equals("hr.employee") ? name() : of.relation());
            field.computed(of::value).searchable().sortable();
        }
        order("name");
    }

    @Override
    public String table() {
        return "hr.employee";
    }

    @Override
    protected String displayName(Env env, Row row) {
        return (String) field("name").value(env, row);
    }
}
