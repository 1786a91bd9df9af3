package practice.models;

import java.util.ArrayList;
import java.util.List;
import practice.orm.Model;
import practice.orm.Version;

/** The models that the practice Odoo knows. A new one is a class that extends {@link Model} and a line here. */
public final class Models {
    private Models() {}

    public static List<Model> of(Version version) {
        Employee employee = new Employee(version);
        ProductTemplate template = new ProductTemplate(version);
        List<Model> models = new ArrayList<>(List.of(
                new Country(version),
                new CountryState(version),
                new Partner(version),
                new Company(version),
                new Users(version),
                new Department(version),
                new Job(version),
                employee,
                new EmployeePublic(version, employee),
                new Attendance(version),
                template,
                new Product(version, template),
                new Location(version),
                new Quant(version),
                new BillOfMaterials(version),
                new BillOfMaterials.Line(version),
                new Production(version),
                new StockMove(version),
                new Attachment(version),
                new Meeting(version),
                new IrModel(version),
                new IrModelFields(version)));
        models.addAll(Invoices.of(version));
        models.addAll(Sales.of(version));
        models.addAll(Projects.of(version));
        models.addAll(Events.of(version));
        models.addAll(Blogs.of(version));
        models.addAll(Technical.of(version));
        models.addAll(MarkDone.wizards(version));
        models.add(new Tag(version, "calendar.event.type", "Event Meeting Type"));
        models.addAll(Automations.of(version));
        models.add(new Named(version, "res.currency", "Currency"));
        models.add(new Named(version, "res.partner.category", "Partner Tags"));
        models.add(new Named(version, "hr.employee.category", "Employee Category"));
        models.add(new Named(version, "product.category", "Product Category"));
        models.add(new Named(version, "uom.uom", "Product Unit of Measure"));
        models.add(new Named(version, version.pick("stock.lot", "stock.production.lot"), "Lot/Serial"));
        models.add(new Named(version, version.pick("stock.package", "stock.quant.package"), "Packages"));
        if (version.is14()) {
            models.add(new Named(version, "res.partner.title", "Partner Title"));
        }
        return models;
    }

    /** Brings the fields of {@code sale_renting} to the orders among these models. */
    public static void rent(List<Model> models) {
        models.stream()
                .filter(Sales.Order.class::isInstance)
                .map(Sales.Order.class::cast)
                .forEach(Sales.Order::rent);
    }
}
