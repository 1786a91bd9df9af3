"""Changes told to listeners: from the database to a page that listens, and from a real Odoo where it says so itself."""

import http.client
import json
import os
import statistics
import threading
import time

import json2
import machine
from hub import Hub

RATE = 200
SECONDS = int(os.environ.get("BENCH_CHANGES_SECONDS", 60))
LISTENERS = int(os.environ.get("BENCH_CHANGES_LISTENERS", 20))
NAME = "BENCH-CHANGES "
# An Odoo that nobody asks.
NOBODY = {
    "ODOO_URL": "http://127.0.0.1:9", "ODOO_DB": "none", "ODOO_USERNAME": "none", "ODOO_API_KEY": "none",
    "HUB_FLOWS_ATTENDANCE_CONTINUOUS": "false", "HUB_MIRROR_ENABLED": "false",
}


class Listener(threading.Thread):
    """Hears of changes as a page does, and when it heard of each record last."""

    def __init__(self, hub, key, models):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=60)
        self.connection.request("GET", f"/api/changes?models={models}", headers={"X-API-Key": key})
        self.answer = self.connection.getresponse()
        if self.answer.status != 200:
            raise SystemExit(f"The hub answered {self.answer.status}: {self.answer.read()[:300]}")
        self.heard = []  # (id, operation, when it was stored, when it was heard), seconds
        self.resets = 0
        self.ready = threading.Event()
        self.start()
        self.ready.wait(10)

    def run(self):
        event = None
        for line in self.answer:
            line = line.decode().rstrip("\n")
            if line.startswith("id: "):
                self.ready.set()
            elif line.startswith("event: "):
                event = line[7:]
                self.resets += event == "reset"
            elif line.startswith("data: ") and event == "change":
                data = json.loads(line[6:])
                self.heard.append((data["id"], data["operation"], data["at"], time.time()))


def changes(database, say):
    hub = Hub(database, NOBODY)
    _stored(database, say, hub)
    hub.stop()
    if os.environ.get("ODOO_URL"):
        _odoo(database, say)


def _stored(database, say, hub):
    """psql changes the mirror, so many times a second; everybody hears of it."""
    key = hub.key()
    warm = Listener(hub, key, "res.partner")
    _write(database, 5)
    warm.answer.close()
    database.psql("TRUNCATE mirror;")
    listeners = [Listener(hub, key if n else hub.key(), "res.partner") for n in range(min(LISTENERS, 19))]
    quiet = machine.wait_until_quiet()
    with machine.Cpu(hub=[hub.pid], postgres=database.pids) as cpu:
        written = _write(database, SECONDS)
        until = time.monotonic() + 10
        while time.monotonic() < until and any(len(one.heard) < written for one in listeners):
            time.sleep(0.1)
    times = sorted(
        heard - _seconds(at) for one in listeners for _, _, at, heard in one.heard)
    counts = sorted(len(one.heard) for one in listeners)
    say(f"{written:,} changes of records in the mirror in {SECONDS} s, one a transaction, {len(listeners)} listeners; busy before {quiet:.0%}")
    say(f"  heard by each: {counts[0]:,} to {counts[-1]:,}; resets: {sum(one.resets for one in listeners)}")
    say(f"  stored to heard: median {statistics.median(times) * 1000:.0f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.0f} ms,"
        f" longest {times[-1] * 1000:.0f} ms")
    say(f"  {cpu}\n")
    if counts[0] != written:
        raise SystemExit("Changes were lost")


def _write(database, seconds):
    """RATE changes a second: a tenth of them at a time. How many."""
    session = machine.start(database.command(), stdin=machine.subprocess.PIPE, text=True)
    count = 0
    began = time.monotonic()
    while (at := time.monotonic() - began) < seconds:
        due = int(at * RATE) - count
        for _ in range(due):
            count += 1
            session.stdin.write(
                f"INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', 'res.partner', {count % 1000}, '{{\"n\": {count}}}')"
                " ON CONFLICT (connection, model, odoo_id) DO UPDATE SET data = EXCLUDED.data;\n")
        session.stdin.flush()
        time.sleep(0.01)
    session.stdin.close()
    session.wait()
    return count


def _odoo(database, say):
    """Somebody changes partners in a real Odoo that tells the hub itself; how long until a page hears of it."""
    json2.settings()
    environment = {name: value for name, value in os.environ.items() if name.startswith("ODOO_") and name != "ODOO_PSQL"}
    hub = Hub(database, {**environment, **_realtime(), "HUB_MIRROR_ENABLED": "true"})
    key = hub.key()
    ids = json2.call("res.partner", "create", vals_list=[{"name": f"{NAME}{n}"} for n in range(200)])
    try:
        hub._ask("POST", "/api/v1/sync/flows/partners/runs", {"mode": "full"})
        _await(database, f"SELECT count(*) FROM mirror WHERE model = 'res.partner' AND odoo_id = ANY('{{{','.join(map(str, ids))}}}')", len(ids), 120)
        hub._ask("POST", "/api/v1/connections/default/webhooks", {"models": ["res.partner"]})
        time.sleep(2)
        try:
            _one_by_one(say, hub, key, ids)
            _many(database, say, hub, key, ids)
        finally:
            hub._ask("DELETE", "/api/v1/connections/default/webhooks")
    finally:
        json2.call("res.partner", "unlink", ids=ids)
        hub.stop()


def _realtime():
    """Settings that the hub needs so that Odoo reaches it; its address is filled in by HUB_PORT."""
    return {name: value for name, value in os.environ.items() if name.startswith("HUB_REALTIME_")}


def _one_by_one(say, hub, key, ids):
    listener = Listener(hub, key, "res.partner")
    times = []
    for n in range(100):
        record = ids[n % len(ids)]
        have = len(listener.heard)
        began = time.time()
        json2.call("res.partner", "write", ids=[record], vals={"comment": f"{n}", "phone": f"+33 {n}"})
        while time.time() - began < 30 and not any(one[0] == record for one in listener.heard[have:]):
            time.sleep(0.005)
        times.append(time.time() - began)
    times.sort()
    say("100 changes in a real Odoo, one after the other, each from before the write until a listener hears of it")
    say(f"  median {statistics.median(times) * 1000:.0f} ms, p99 {times[98] * 1000:.0f} ms; targets 1,000 and 3,000 ms")


def _many(database, say, hub, key, ids):
    listener = Listener(hub, key, "res.partner")
    began = time.monotonic()
    count = 0
    while time.monotonic() - began < SECONDS:
        due = int((time.monotonic() - began) * RATE) - count
        batch = [ids[(count + n) % len(ids)] for n in range(min(due, 50))]
        if batch:
            json2.call("res.partner", "write", ids=batch, vals={"phone": f"+33 {count}"})
            count += len(batch)
        else:
            time.sleep(0.01)
    took = time.monotonic() - began
    time.sleep(5)
    want = {row["id"]: row["phone"] for row in json2.call("res.partner", "read", ids=ids, fields=["phone"])}
    have = dict(line.split("|") for line in database.psql(
        f"SELECT odoo_id || '|' || (data ->> 'phone') FROM mirror WHERE model = 'res.partner' AND odoo_id = ANY('{{{','.join(map(str, ids))}}}')").splitlines())
    wrong = [record for record in ids if have.get(str(record)) != want[record]]
    heard = {one[0] for one in listener.heard}
    say(f"{count:,} changes in {took:.0f} s ({count / took:.0f}/s): {len(wrong)} records differ at the end, {len(set(ids) - heard)} were never heard of")


def _await(database, sql, count, patience):
    until = time.monotonic() + patience
    while int(database.psql(sql)) < count:
        if time.monotonic() > until:
            raise SystemExit("The partners did not come in")
        time.sleep(0.5)


def _seconds(at):
    from datetime import datetime
    return datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp()
