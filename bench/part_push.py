"""Attendances pushed to a real Odoo, against bare batch creates; and claims at 10,000 and 1,000,000 waiting rows."""

import concurrent.futures
import os
import re
import time

import json2
import machine
from hub import Hub
from machine import median

EMPLOYEES = 200
DAYS = 10
CONNECTIONS = 2
NAME = "Odoo-hub bench "
OUTBOX_SQL = "src/main/java/sync/OutboxSql.java"


def push(database, say):
    json2.settings()
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    environment = {name: value for name, value in os.environ.items() if name.startswith("ODOO_") and name != "ODOO_PSQL"}
    hub = Hub(database, {**environment, "HUB_FLOWS_ATTENDANCE_POLL": "100ms"})
    employees = json2.call("hr.employee", "create", vals_list=[{"name": f"{NAME}{i}"} for i in range(EMPLOYEES)])
    try:
        _push(database, say, employees, repeats)
    finally:
        _empty(employees)
        json2.call("hr.employee", "unlink", ids=employees)
        hub.stop()
    _claims(database, say)


def _push(database, say, employees, repeats):
    database.psql(
        "INSERT INTO persons (person_id, name, odoo_employee_id) VALUES "
        + ",".join(f"('ODOO_{e}', 'bench', {e})" for e in employees)
        + ";\nINSERT INTO person_badge (badge, person) SELECT person_id, id FROM persons;"
    )
    rows = EMPLOYEES * DAYS
    sizes = (50, 100, 200)
    best = max(sizes, key=lambda size: _bare(employees, size))
    say(f"{rows:,} attendances of {EMPLOYEES} employees, {CONNECTIONS} connections; the best size of bare creates is {best}")
    _through_hub(database, employees)  # warm
    say(f"  {'bare creates':>14}{'hub':>10}{'hub is':>9} times as fast    busy before")
    bare, whole = [], []
    for _ in range(repeats):
        quiet = machine.wait_until_quiet()
        bare.append(_bare(employees, best))
        whole.append(_through_hub(database, employees))
        say(f"  {bare[-1]:12,.0f}/s{whole[-1]:8,.0f}/s{whole[-1] / bare[-1]:9.2f}                  {quiet:.0%}")
    say(f"  {median(bare):12,.0f}/s{median(whole):8,.0f}/s{median(whole) / median(bare):9.2f}                  median; target 0.9")


def _days(employees):
    return [(e, f"2023-03-{day + 1:02d} 08:00:00", f"2023-03-{day + 1:02d} 16:00:00") for day in range(DAYS) for e in employees]


def _bare(employees, size):
    """Creates everything in batches on all connections, then removes it. Records a second."""
    values = [{"employee_id": e, "check_in": i, "check_out": o} for e, i, o in _days(employees)]
    batches = [values[at:at + size] for at in range(0, len(values), size)]
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda batch: json2.call("hr.attendance", "create", vals_list=batch), batches))
    rate = len(values) / (time.monotonic() - began)
    _empty(employees)
    return rate


def _through_hub(database, employees):
    """From the moment the flow is let go until the last row is in the database as pushed. Records a second."""
    database.psql(
        "INSERT INTO sync_flow (flow, paused) VALUES ('attendance', true) ON CONFLICT (flow, connection) DO UPDATE SET paused = true;\n"
        "TRUNCATE attendance, outbox RESTART IDENTITY CASCADE;\n"
        "INSERT INTO attendance (person_id, person, lane, check_in, check_out, at, source) SELECT p.person_id, p.id, p.id, t, t + interval '8 hours', t, 'rest'"
        f" FROM generate_series(timestamptz '2023-03-01 08:00Z', timestamptz '2023-03-01 08:00Z' + interval '{DAYS - 1} days', interval '1 day') t, persons p;\n"
        "SELECT count(*) FROM attendance_changed(ARRAY(SELECT id FROM attendance));\nVACUUM ANALYZE attendance, outbox;"
    )
    total = int(database.psql("SELECT count(*) FROM outbox"))
    began = float(database.psql("UPDATE sync_flow SET paused = false WHERE flow = 'attendance' RETURNING extract(epoch FROM clock_timestamp())").split()[0])
    while int(database.psql("SELECT count(*) FROM outbox WHERE status <> 'dead'")):
        time.sleep(0.2)
    ended = float(database.psql("SELECT extract(epoch FROM max(pushed_at)) FROM attendance"))
    pushed = int(database.psql("SELECT count(*) FROM attendance WHERE pushed_at IS NOT NULL"))
    if pushed != total or json2.call("hr.attendance", "search_count", domain=[["employee_id", "in", employees]]) != total:
        raise SystemExit(f"{pushed} of {total} were pushed")
    _empty(employees)
    return total / (ended - began)


def _empty(employees):
    while ids := json2.call("hr.attendance", "search", domain=[["employee_id", "in", employees]], limit=500):
        json2.call("hr.attendance", "unlink", ids=ids)


def _claims(database, say):
    """The hub's own statement, on rows of 2,000 lanes."""
    source = open(OUTBOX_SQL).read()
    claim = re.search(r'CLAIM = """\n(.*?)"""', source, re.S).group(1)
    for name, value in {"flow": "'attendance'", "connection": "'default'", "claim": "gen_random_uuid()", "lease": "180", "batch": "100",
                        "due": "timestamptz 'infinity'"}.items():
        claim = re.sub(rf"(?<!:):{name}\b", value, claim)
    say("\nClaims of 100 rows, median of 50")
    medians = []
    for count in (10_000, 1_000_000):
        database.psql(
            "TRUNCATE attendance, outbox RESTART IDENTITY CASCADE;\n"
            "INSERT INTO outbox (flow, subject, lane, position)"
            f" SELECT 'attendance', i, i % 2000 + 1, 1700000000 + i FROM generate_series(1, {count}) i;\nVACUUM ANALYZE outbox;"
        )
        one = f"BEGIN;\n\\timing on\n{claim.strip()};\n\\timing off\nROLLBACK;\n"
        said = database.psql("SET plan_cache_mode = force_custom_plan;\nSET jit = off;\n" + one * 55)
        times = [float(t) for t in re.findall(r"Time: ([\d.]+) ms", said)][5:]
        medians.append(median(times))
        say(f"  {count:>9,} rows waiting: {medians[-1]:.2f} ms")
    say(f"  {medians[1] / medians[0]:.2f} times as long; target 1.5")
