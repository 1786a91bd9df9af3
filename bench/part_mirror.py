"""Reads of products: from the hub's mirror, from a bare handler with the same query, from Odoo itself, and live through the hub."""

import http.client
import json
import os
import threading
import time
import urllib.parse

import json2
import machine
import seed_odoo
from hub import Hub
from machine import median
from part_accounts import CONNECTIONS, HERE, Floors, Talker
from part_tokens import _token

PATH = "/api/odoo/products?limit=100"
FIELDS = ["name", "default_code", "barcode", "list_price", "standard_price", "type", "is_storable", "categ_id", "uom_id",
          "qty_available", "virtual_available", "description", "active", "write_date"]
PRODUCTS = 150
SETTINGS = {
    "HUB_MIRROR_ENABLED": "false", "HUB_MIRROR_MAX_AGE": "12h", "HUB_MIRROR_PER_CALLER_REQUESTS": "0",
    "HUB_MIRROR_TOWARD_ODOO_REQUESTS": "0", "HUB_USERS_ACCESS_TOKEN_LIFETIME": "2h",
}


def _ask_odoo(count=101):
    """The read that the hub sends when it is asked live."""
    url, database, key = json2.settings()
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=60)
    body = json.dumps({"domain": [], "fields": FIELDS, "limit": count, "order": "id", "context": {"lang": "en_US", "tz": "UTC"}})
    connection.request("POST", "/json/2/product.product/search_read", body, {
        "Authorization": "bearer " + key, "X-Odoo-Database": database, "Content-Type": "application/json"})
    answer = connection.getresponse()
    records = answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"Odoo answered {answer.status}")
    return records


def _odoo_rate(seconds, connections=2):
    until, counts = time.monotonic() + seconds, []

    def one():
        done = 0
        while time.monotonic() < until:
            _ask_odoo()
            done += 1
        counts.append(done)

    threads = [threading.Thread(target=one) for _ in range(connections)]
    start = time.monotonic()
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sum(counts) / (time.monotonic() - start)


def _timed(act, times):
    took = []
    for _ in range(times):
        start = time.monotonic()
        act()
        took.append(time.monotonic() - start)
    return median(took)


def _live(port, token):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", PATH + "&live=true", headers={"Authorization": "Bearer " + token})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"The hub answered {answer.status}")


def _seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def mirror(database, say):
    seed_odoo.products(PRODUCTS)
    try:
        _measure(database, say)
    finally:
        seed_odoo.unproduct()


def _measure(database, say):
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    seconds = float(os.environ.get("BENCH_MIRROR_SECONDS", 3))
    warm = float(os.environ.get("BENCH_MIRROR_WARM", 60))
    url, name, key = json2.settings()
    hub = Hub(database, {**SETTINGS, "ODOO_URL": url, "ODOO_DB": name, "ODOO_USERNAME": os.environ["ODOO_USERNAME"], "ODOO_API_KEY": key})
    hub._ask("POST", "/api/v1/sync/flows/catalog/runs", {"mode": "full"})
    while not (hub._ask("GET", "/api/v1/sync/runs?flow=catalog&limit=1")["data"] or [{}])[0].get("status") in ("succeeded", "failed"):
        time.sleep(0.2)
    products = int(database.psql("SELECT count(*) FROM mirror WHERE model = 'product.product';"))
    if products < 100:
        raise SystemExit(f"{products} products were pulled; see {hub.log}")
    database.psql("VACUUM ANALYZE;\nCHECKPOINT;")
    bare = Floors().handler(database)
    token = _token(hub)
    load = Talker(os.path.join(HERE, "Load.java"), "1", "1", "none")
    header = "Authorization: Bearer " + token
    who = {"mirror": (hub.port, hub.pid), "bare": bare}
    for port, _ in who.values():
        load.ask("get", port, CONNECTIONS, warm, PATH, header)
    say(f"GET {PATH} of {products} products, {CONNECTIONS} connections, with a user's token; Odoo over JSON-2 on two connections. The load,"
        " PostgreSQL, Odoo and what is measured share the processors.")
    say(f"\nrequests a second over {seconds:g} s" + "".join(f"{name:>12}" for name in (*who, "Odoo")) + "    busy before")
    rates, cpu_ms = {name: [] for name in (*who, "Odoo")}, {name: [] for name in who}
    for repeat in range(repeats):
        quiet = machine.wait_until_quiet()
        for name, (port, pid) in who.items():
            with machine.Cpu(server=[pid]) as cpu:
                requests, took = load.ask("get", port, CONNECTIONS, seconds, PATH, header)
            rates[name].append(requests / took)
            cpu_ms[name].append(1000 * cpu.seconds["server"] / requests)
        rates["Odoo"].append(_odoo_rate(seconds))
        say(f"  {repeat + 1:<30}" + "".join(f"{rates[name][-1]:12,.0f}" for name in rates) + f"    {quiet:9.0%}")
    say(f"  {'median':<30}" + "".join(f"{median(rates[name]):12,.0f}" for name in rates))
    say(f"  {'ms of processor time, server':<30}" + "".join(f"{median(cpu_ms[name]):12.3f}" for name in who))
    say(f"  mirror / bare: {median(rates['mirror']) / median(rates['bare']):.2f}; target 0.6")
    say(f"  mirror / Odoo: {median(rates['mirror']) / median(rates['Odoo']):.1f}; target 20")
    for _ in range(int(os.environ.get("BENCH_MIRROR_WARM_LIVE", 200))):
        _live(hub.port, token)
    say(f"\none read after the other, in turns, median of 40, ms{'live':>12}{'Odoo':>12}")
    live, odoo = [], []
    for repeat in range(repeats):
        machine.wait_until_quiet()
        # In turns: what else the machine does falls on both.
        pairs = [(_seconds(lambda: _live(hub.port, token)), _seconds(_ask_odoo)) for _ in range(40)]
        live.append(median([pair[0] for pair in pairs]))
        odoo.append(median([pair[1] for pair in pairs]))
        say(f"  {repeat + 1:<40}{1000 * live[-1]:12.1f}{1000 * odoo[-1]:12.1f}")
    say(f"  live / Odoo: {median(live) / median(odoo):.2f}; target 1.15")
