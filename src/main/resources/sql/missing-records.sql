-- The records of the flow's table that are not among the ids that Odoo has (the body, a JSON array).
SELECT missing, total, ids
FROM sync_missing(:#${exchangeProperty.run.flow.table}, :#${exchangeProperty.run.flow.idColumn},
                  convert_from(:#${body}, 'UTF8')::json, :#${exchangeProperty.run.connection}, :#${exchangeProperty.run.flow.model})
