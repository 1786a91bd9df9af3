"""A few JSON-2 calls to Odoo 19, with what ODOO_URL, ODOO_DB and ODOO_API_KEY say."""

import json
import os
import urllib.request


def settings():
    missing = [n for n in ("ODOO_URL", "ODOO_DB", "ODOO_USERNAME", "ODOO_API_KEY") if not os.environ.get(n)]
    if missing:
        raise SystemExit("Set " + ", ".join(missing) + " (a real Odoo 19; see bench/README.md).")
    return os.environ["ODOO_URL"].rstrip("/"), os.environ["ODOO_DB"], os.environ["ODOO_API_KEY"]


def call(model, method, **arguments):
    url, database, key = settings()
    request = urllib.request.Request(
        f"{url}/json/2/{model}/{method}",
        json.dumps(arguments).encode(),
        {"Authorization": "bearer " + key, "X-Odoo-Database": database, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=300) as answer:
        return json.load(answer)
