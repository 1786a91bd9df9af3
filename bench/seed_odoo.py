"""Fills a real Odoo with partners for the benchmark: reference and name begin with BENCH-, a quarter are child contacts.

    bench/run seed [COUNT]      make it COUNT partners (default 20,000), over JSON-2, in batches of 200
    bench/run unseed            remove them again

With ODOO_PSQL in the environment (a shell command that reads SQL on Odoo's own database) their write_date is put ten days
back, so that a later pull does not see them again within its overlap.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import json2

PREFIX = "BENCH-"
OURS = [["ref", "=like", PREFIX + "%"]]
EVERYBODY = {"active_test": False}
NO_MAIL = {"tracking_disable": True, "mail_create_nosubscribe": True, "mail_notrack": True, "no_vat_validation": True}
CITIES = [("Lyon", "69003"), ("Gävle", "803 11"), ("Porto", "4000-322"), ("Łódź", "90-001"), ("Austin", "78701"), ("Nairobi", "00100")]


def partner(n, countries, states):
    city, code = CITIES[n % len(CITIES)]
    state = states[n % len(states)]
    values = {
        "name": f"{PREFIX}{n} " + ("Trading Company" if n % 5 == 0 else "Person"),
        "ref": f"{PREFIX}{n:07}",
        "email": False if n % 20 == 7 else f"bench.{n}@example{n % 97}.com",
        "phone": f"+33 4 {n % 100:02} {n // 100 % 100:02} {n // 10000 % 100:02} 11",
        "street": f"{n % 300 + 1} Rue de la République",
        "street2": f"Building {n % 9}" if n % 3 == 0 else False,
        "city": city,
        "zip": code,
        "country_id": state["country_id"] if n % 2 else countries[n % len(countries)],
        "state_id": state["id"] if n % 2 else False,
        "website": f"https://www.example{n % 97}.com" if n % 5 == 0 else False,
        "is_company": n % 5 == 0,
    }
    return values


def batch(numbers, countries, states, parents):
    values = []
    for n in numbers:
        one = partner(n, countries, states)
        if parents:
            one.update(parent_id=parents[n % len(parents)], is_company=False, type="other")
        values.append(one)
    return json2.call("res.partner", "create", vals_list=values, context=NO_MAIL)


def seed(count):
    have = json2.call("res.partner", "search_count", domain=OURS, context=EVERYBODY)
    print(f"{have} partners {PREFIX}* are there", flush=True)
    if have < count:
        countries = json2.call("res.country", "search", domain=[], order="id")
        states = json2.call("res.country.state", "search_read", domain=[], fields=["country_id"], load="", order="id")
        top = have + (count - have) * 3 // 4
        with ThreadPoolExecutor(2) as two:
            def create(first, last, parents):
                ranges = [range(n, min(n + 200, last)) for n in range(first, last, 200)]
                for done, _ in enumerate(two.map(lambda r: batch(r, countries, states, parents), ranges)):
                    if done % 20 == 0:
                        print(f"  {first + done * 200} of {count}", flush=True)

            create(have, top, None)
            companies = json2.call("res.partner", "search", domain=OURS + [["is_company", "=", True]], order="id", limit=2000)
            create(top, count, companies)
    age()
    print(json2.call("res.partner", "search_count", domain=OURS, context=EVERYBODY), "partners now")


def age():
    psql = os.environ.get("ODOO_PSQL")
    if not psql:
        print("ODOO_PSQL is not set: wait 15 minutes before measuring a pull with nothing new against this Odoo.")
        return
    sql = (
        "UPDATE res_partner SET write_date = write_date - interval '10 days'"
        f" WHERE ref LIKE '{PREFIX}%' AND write_date > now() - interval '1 day';\nVACUUM ANALYZE res_partner;\n"
    )
    subprocess.run(psql, shell=True, input=sql.encode(), check=True)


def products(at_least):
    """Adds products of ours until Odoo has so many; unproduct removes them."""
    have = json2.call("product.product", "search_count", domain=[])
    values = [{"name": f"{PREFIX}{n} Table, oak", "default_code": f"{PREFIX}{n:04}", "list_price": 10 + n, "standard_price": 5 + n,
               "description": f"Made for the benchmark, number {n}"} for n in range(have, at_least)]
    if values:
        json2.call("product.product", "create", vals_list=values, context=NO_MAIL)


def unproduct():
    ids = json2.call("product.product", "search", domain=[["default_code", "=like", PREFIX + "%"]], context=EVERYBODY)
    if ids:
        json2.call("product.product", "unlink", ids=ids)


def unseed():
    while ids := json2.call("res.partner", "search", domain=OURS, context=EVERYBODY, limit=500, order="id desc"):
        json2.call("res.partner", "unlink", ids=ids)
        print(f"removed {len(ids)}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["unseed"]:
        unseed()
    else:
        seed(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
