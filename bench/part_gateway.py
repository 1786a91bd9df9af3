"""Writes through the gateway against the same writes to Odoo itself, over JSON-2, one after the other and one at a time."""

import http.client
import json
import os
import time
import urllib.parse

import json2
import machine
from hub import Hub
from machine import median

MARK = "Gateway bench"


def _odoo(method, path, body):
    """One call to Odoo, which closes its connections."""
    url, database, key = json2.settings()
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    connection.request(method, path, json.dumps(body), {
        "Authorization": "bearer " + key, "X-Odoo-Database": database, "Content-Type": "application/json"})
    answer = connection.getresponse()
    said = json.loads(answer.read())
    connection.close()
    assert answer.status == 200, said
    return said


class _Gateway:
    def __init__(self, hub):
        self.key = hub.key()
        self.connection = http.client.HTTPConnection("127.0.0.1", hub.port)

    def ask(self, method, path, body=None):
        headers = {"X-API-Key": self.key, "Content-Type": "application/json"}
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        said = json.loads(answer.read())
        assert answer.status in (200, 201), said
        return said


def _timed(times, work):
    start = time.perf_counter()
    said = work()
    times.append(1000 * (time.perf_counter() - start))
    return said


def gateway(database, say):
    repeats = int(os.environ.get("BENCH_REPEATS", 200))
    warm = int(os.environ.get("BENCH_GATEWAY_WARM", 50))
    tags = int(os.environ.get("BENCH_GATEWAY_WARM_TAGS", 2500))
    url, name, key = json2.settings()
    hub = Hub(database, {"ODOO_URL": url, "ODOO_DB": name, "ODOO_USERNAME": os.environ["ODOO_USERNAME"], "ODOO_API_KEY": key,
                         "HUB_MIRROR_ENABLED": "false", "HUB_MIRROR_PER_CALLER_REQUESTS": "0",
                         "HUB_MIRROR_TOWARD_ODOO_REQUESTS": "0"})
    through = _Gateway(hub)
    project = _odoo("POST", "/json/2/project.project/create", {"vals_list": [{"name": MARK}]})[0]
    models = {"res.partner": ({"name": MARK, "email": "bench@example.com"}, {"city": "Ghent"}),
              "project.task": ({"name": MARK, "project_id": project}, {"priority": "1"})}
    say(f"{repeats} of each, in turns, one at a time; ms, median (p95). The hub, PostgreSQL, Odoo and this program share the processors.")
    say(f"{'':<28}{'Odoo':>18}{'gateway':>18}{'ratio':>8}    target 1.15")
    every = {"odoo": [], "hub": []}
    try:
        for _ in range(tags):
            # What Odoo answers quickest, so that Java compiles what every write goes through.
            tag = through.ask("POST", "/api/blog.tag", {"name": MARK})["data"]["id"]
            through.ask("PUT", f"/api/blog.tag/{tag}", {"name": MARK + " too"})
            through.ask("DELETE", f"/api/blog.tag/{tag}")
        for model, (new, change) in models.items():
            times = {(what, whom): [] for what in ("create", "update", "delete") for whom in ("odoo", "hub")}
            for repeat in range(-warm, repeats):
                if repeat == 0:
                    machine.wait_until_quiet()
                    [each.clear() for each in times.values()]
                for whom in (("odoo", "hub"), ("hub", "odoo"))[repeat % 2]:
                    if whom == "odoo":
                        record = _timed(times["create", whom], lambda: _odoo(
                            "POST", f"/json/2/{model}/create", {"vals_list": [new]}))[0]
                        _timed(times["update", whom], lambda: _odoo(
                            "POST", f"/json/2/{model}/write", {"ids": [record], "vals": change}))
                        _timed(times["delete", whom], lambda: _odoo("POST", f"/json/2/{model}/unlink", {"ids": [record]}))
                    else:
                        record = _timed(times["create", whom], lambda: through.ask(
                            "POST", f"/api/{model}", new))["data"]["id"]
                        _timed(times["update", whom], lambda: through.ask("PUT", f"/api/{model}/{record}", change))
                        _timed(times["delete", whom], lambda: through.ask("DELETE", f"/api/{model}/{record}"))
            for what in ("create", "update", "delete"):
                odoo, hubs = times[what, "odoo"], times[what, "hub"]
                every["odoo"] += odoo
                every["hub"] += hubs
                say(f"  {model + ' ' + what:<26}{_shown(odoo):>18}{_shown(hubs):>18}{median(hubs) / median(odoo):8.3f}")
        say(f"  {'all of these':<26}{_shown(every['odoo']):>18}{_shown(every['hub']):>18}{median(every['hub']) / median(every['odoo']):8.3f}")
    finally:
        _odoo("POST", "/json/2/project.project/unlink", {"ids": [project]})
        hub.stop()


def _shown(times):
    return f"{median(times):.1f} ({sorted(times)[int(0.95 * len(times))]:.1f})"
