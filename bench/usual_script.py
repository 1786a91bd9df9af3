"""The usual script: every customer of Odoo into a table, as it is written a thousand times.

XML-RPC, pages of 100 by offset in the default order, and for each record a SELECT, then an INSERT or an UPDATE, then a commit.
Needs psycopg2. Called by the benchmark: usual_script.py POSTGRES_URL; prints the seconds it took and what it did as JSON.
"""

import json
import os
import sys
import time
import xmlrpc.client

import psycopg2

PAGE = 100
FIELDS = ["name", "email", "phone", "street", "street2", "city", "zip", "state_id", "country_id", "website", "vat", "ref", "is_company",
          "parent_id"]
COLUMNS = ["name", "email", "phone", "street", "street2", "city", "zip", "state", "country", "website", "vat_number", "reference", "type"]
INSERT = (f"INSERT INTO usual_customers ({', '.join(COLUMNS)}, odoo_partner_id, account_number)"
          f" VALUES ({', '.join(['%s'] * len(COLUMNS))}, %s, 'CUST-' || upper(substr(md5(random()::text), 1, 13)))")
UPDATE = f"UPDATE usual_customers SET {', '.join(column + ' = %s' for column in COLUMNS)}, updated_at = now() WHERE id = %s"
TABLE = ("CREATE TABLE IF NOT EXISTS usual_customers (id bigserial PRIMARY KEY, account_number text UNIQUE, email text UNIQUE,"
         " odoo_partner_id bigint UNIQUE, updated_at timestamptz DEFAULT now(), "
         + ", ".join(f"{column} text" for column in COLUMNS if column != "email") + ")")


def values(partner, email):
    second = lambda field: partner[field][1] if partner[field] else None  # noqa: E731
    return [partner["name"], email, partner["phone"] or None, partner["street"] or None, partner["street2"] or None,
            partner["city"] or None, partner["zip"] or None, second("state_id"), second("country_id"), partner["website"] or None,
            partner["vat"] or None, partner["ref"] or None, "company" if partner["is_company"] else "individual"]


def main(database):
    connection = psycopg2.connect(database)
    cursor = connection.cursor()
    cursor.execute(TABLE)
    connection.commit()
    url, name, key = os.environ["ODOO_URL"].rstrip("/"), os.environ["ODOO_DB"], os.environ["ODOO_API_KEY"]
    done = {"read": 0, "created": 0, "updated": 0, "skipped": 0, "errors": 0}
    start = time.monotonic()
    uid = xmlrpc.client.ServerProxy(url + "/xmlrpc/2/common").authenticate(name, os.environ["ODOO_USERNAME"], key, {})
    models = xmlrpc.client.ServerProxy(url + "/xmlrpc/2/object")
    offset = 0
    while True:
        page = models.execute_kw(name, uid, key, "res.partner", "search_read", [[]], {"fields": FIELDS, "offset": offset, "limit": PAGE})
        if not page:
            break
        offset += PAGE
        for partner in page:
            done["read"] += 1
            email = (partner["email"] or "").strip().lower()
            if not email or partner["parent_id"]:
                done["skipped"] += 1
                continue
            try:
                cursor.execute("SELECT id FROM usual_customers WHERE odoo_partner_id = %s OR email = %s", (partner["id"], email))
                row = cursor.fetchone()
                if row:
                    cursor.execute(UPDATE, [*values(partner, email), row[0]])
                    done["updated"] += 1
                else:
                    cursor.execute(INSERT, [*values(partner, email), partner["id"]])
                    done["created"] += 1
                connection.commit()
            except psycopg2.Error:
                connection.rollback()
                done["errors"] += 1
    done["seconds"] = time.monotonic() - start
    print(json.dumps(done))


if __name__ == "__main__":
    main(sys.argv[1])
