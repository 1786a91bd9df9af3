package practice.models;

import java.util.ArrayList;
import java.util.List;
import practice.orm.Model;
import practice.orm.Version;

/** The models that the practice Odoo knows. A new one is a class that extends {@link Model} and a line here. */
public final class Models {
    private Models() {}

    public static List<Model> of(Version version) {
        List<Model> models = new ArrayList<>(List.of(
                new Country(version),
                new CountryState(version),
                new Partner(version),
                new Company(version),
                new Users(version),
                new Named(version, "res.currency", "Currency"),
                new Named(version, "res.partner.category", "Partner Tags")));
        if (version.is14()) {
            models.add(new Named(version, "res.partner.title", "Partner Title"));
        }
        return models;
    }
}
