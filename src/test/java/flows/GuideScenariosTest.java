package flows;

import org.springframework.beans.factory.annotation.Autowired;
import practice.PracticeOdoo;

/** The guide's scenarios on a practice Odoo. */
class GuideScenariosTest extends GuideScenarios {
    @Autowired
    PracticeOdoo practice;

    @Override
    Coordinates odoo() {
        return new Coordinates(practice.url(), practice.database(), practice.username(), practice.apiKey());
    }
}
