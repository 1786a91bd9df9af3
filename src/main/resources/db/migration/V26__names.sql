-- The names of countries, states, departments and jobs, which other flows join, are rows of one table; sql/names.sql fills it.
CREATE TABLE odoo_name (
    connection text NOT NULL,
    model      text NOT NULL,
    id         bigint NOT NULL,
    name       text NOT NULL,
    code       text,                            -- of a country or state
    country_id bigint,                          -- of a state
    PRIMARY KEY (connection, model, id)
);

INSERT INTO odoo_name (connection, model, id, name, code, country_id)
SELECT connection, 'res.country', id, name, code, NULL FROM odoo_country
UNION ALL SELECT connection, 'res.country.state', id, name, code, country_id FROM odoo_state
UNION ALL SELECT connection, 'hr.department', id, name, NULL, NULL FROM odoo_department
UNION ALL SELECT connection, 'hr.job', id, name, NULL, NULL FROM odoo_job;

DROP TABLE odoo_country, odoo_state, odoo_department, odoo_job;

-- Under the names that they had, to read.
CREATE VIEW odoo_country AS
    SELECT connection, id, code, name FROM odoo_name WHERE model = 'res.country';
CREATE VIEW odoo_state AS
    SELECT connection, id, country_id, code, name FROM odoo_name WHERE model = 'res.country.state';
CREATE VIEW odoo_department AS
    SELECT connection, id, name FROM odoo_name WHERE model = 'hr.department';
CREATE VIEW odoo_job AS
    SELECT connection, id, name FROM odoo_name WHERE model = 'hr.job';
