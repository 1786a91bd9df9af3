"""Attendances in: events through REST against psql inserting the same rows, and pairing as the tables grow."""

import http.client
import json
import os
import subprocess
import time

import machine
from hub import Hub
from machine import median

EMPLOYEES = 1000
FIRST = 1_700_000_000
# An Odoo that nobody asks: nothing is pushed here.
SETTINGS = {
    "ODOO_URL": "http://127.0.0.1:9", "ODOO_DB": "none", "ODOO_USERNAME": "none", "ODOO_API_KEY": "none",
    "HUB_FLOWS_ATTENDANCE_CONTINUOUS": "false",
}
PERSONS = (
    "INSERT INTO persons (person_id, name, odoo_employee_id) SELECT 'EMP' || n, 'Bench ' || n, n"
    f" FROM generate_series(1, {EMPLOYEES}) n;"
    "INSERT INTO person_badge (badge, person) SELECT person_id, id FROM persons;")
EMPTY = "TRUNCATE attendance_event, attendance, outbox RESTART IDENTITY;VACUUM ANALYZE;CHECKPOINT;"


def events(count):
    """(employee, kind, second): everybody comes and goes each day, as terminals tell it."""
    made = []
    day = 0
    while len(made) < count:
        for kind, hour in (("in", 8), ("out", 17)):
            made.extend((n, kind, FIRST + day * 86400 + hour * 3600 + n % 600) for n in range(1, EMPLOYEES + 1))
        day += 1
    return made[:count]


def batches(all_events, size):
    return [all_events[i:i + size] for i in range(0, len(all_events), size)]


def _events(batch):
    """The events alone: what came."""
    rows = ",".join(
        f"('EMP{n}',{n},'{kind}',to_timestamp({at}),'gate-1','k-{n}-{at}','rest')" for n, kind, at in batch)
    return ("INSERT INTO attendance_event (person_id, lane, kind, at, terminal, idempotency_key, source)"
            f" VALUES {rows};\n")


def _all_rows(made):
    """Batch by batch, all the rows that the hub has in the end: the events, and what comes of each coming."""
    ids = {event: i for i, event in enumerate((e for batch in made for e in batch), 1)}
    ends, opened = {}, 0
    for n, kind, at in reversed(ids):
        if kind == "out":
            ends[n] = (ids[n, kind, at], at)
        else:
            ids[n, kind, at] = (ids[n, kind, at], *ends.pop(n, (None, None)))
    for batch in made:
        stays, waiting = [], []
        for n, kind, at in batch:
            if kind == "in":
                opened += 1
                event, end, out = ids[n, kind, at]
                ended = f"to_timestamp({out}),{end}" if end else "NULL::timestamptz,NULL::bigint"
                stays.append(f"('EMP{n}',{n},{n},to_timestamp({at}),to_timestamp({at}),'gate-1','rest',{event},{ended})")
                waiting.append(f"('attendance',{opened},{n},{at})")
        yield "BEGIN;\n" + _events(batch) + (
            "INSERT INTO attendance (person_id, person, lane, check_in, at, terminal, source, in_event, check_out, out_event)"
            f" VALUES {','.join(stays)};\nINSERT INTO outbox (flow, subject, lane, position) VALUES {','.join(waiting)};\n"
            if stays else "") + "COMMIT;\n"


def _json(batch):
    return json.dumps([
        {"person_id": f"EMP{n}", "type": kind, "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)),
         "terminal": "gate-1", "idempotency_key": f"k-{n}-{at}"} for n, kind, at in batch]).encode()


def ingest(database, say):
    count = int(os.environ.get("BENCH_INGEST_EVENTS", 100_000))
    size = int(os.environ.get("BENCH_INGEST_BATCH", 1000))
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    hub = Hub(database, SETTINGS)
    database.psql(PERSONS)
    _rest(database, say, hub, count, size, repeats)
    _pairing(database, say, repeats)


def _rest(database, say, hub, count, size, repeats):
    made = batches(events(count), size)
    floors = {"events": "".join(map(_events, made)), "all rows": "".join(_all_rows(made))}
    bodies = list(map(_json, made))
    key = hub.key()
    for _ in range(3):  # warm
        _send(hub, key, bodies)
        database.psql(EMPTY)
    say(f"{count:,} events of {EMPLOYEES:,} employees in batches of {size:,}, one connection, a transaction a batch."
        " 'events': psql inserts them into\nattendance_event and does nothing else. 'all rows': psql inserts all the rows that the"
        " hub has in the end, into attendance_event, attendance and outbox.\nThe hub checks, stores and pairs them and fills the"
        " outbox.")
    say(f"  events a second{'events':>14}{'all rows':>14}{'hub':>14}    busy before")
    rates = {"events": [], "all rows": [], "hub": []}
    for repeat in range(repeats):
        quiet = machine.wait_until_quiet()
        for name, floor in floors.items():
            database.psql(EMPTY)
            start = time.monotonic()
            subprocess.run(database.command(), input=floor, check=True, text=True, stdout=subprocess.DEVNULL)
            rates[name].append(count / (time.monotonic() - start))
        inserted = _counts(database)
        database.psql(EMPTY)
        with machine.Cpu(hub=[hub.pid], postgres=database.pids) as cpu:
            start = time.monotonic()
            _send(hub, key, bodies)
            rates["hub"].append(count / (time.monotonic() - start))
        say(f"  {repeat + 1:<15}" + "".join(f"{rate[-1]:14,.0f}" for rate in rates.values()) + f"    {quiet:9.0%}    {cpu}")
        if _counts(database) != inserted:
            raise SystemExit(f"The hub has {_counts(database)}, psql had {inserted}")
    say(f"  {'median':<15}" + "".join(f"{median(rate):14,.0f}" for rate in rates.values()))
    say(f"  hub / psql, events: {median(rates['hub']) / median(rates['events']):.2f}; target 0.5")
    say(f"  hub / psql, all rows: {median(rates['hub']) / median(rates['all rows']):.2f}\n")


def _counts(database):
    return database.psql(
        "SELECT (SELECT count(*) || ' events' FROM attendance_event), (SELECT count(*) || ' attendances, of which ended '"
        " || count(out_event) FROM attendance), (SELECT count(*) || ' waiting' FROM outbox WHERE status = 'waiting')")


def _send(hub, key, bodies):
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=300)
    headers = {"Content-Type": "application/json", "X-API-Key": key}
    for body in bodies:
        connection.request("POST", "/api/v1/attendance", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise SystemExit(f"The hub answered {answer.status}: {said[:300]}")
    connection.close()


def _pairing(database, say, repeats):
    sizes = [int(n) for n in os.environ.get("BENCH_INGEST_OUTBOX", "10000,1000000").split(",")]
    say(f"1,000 events paired at so many outbox rows, ms{'':>6}" + "".join(f"{n:>14,}" for n in sizes))
    took = {}
    for rows in sizes:
        database.psql(EMPTY)
        # Stays of the past, all waiting, of everybody; the events come after.
        database.psql(
            "INSERT INTO attendance (person_id, person, lane, check_in, check_out, at, source)"
            f" SELECT 'EMP' || p, p, p, at, at + interval '8 hours', at, 'rest' FROM (SELECT 1 + n % {EMPLOYEES} AS p,"
            f" to_timestamp({FIRST} - 86400 * (n / {EMPLOYEES} + 2)) AS at FROM generate_series(0, {rows - 1}) n) s;"
            "INSERT INTO outbox (flow, subject, lane, position) SELECT 'attendance', id, lane, extract(epoch FROM at)::bigint FROM attendance;"
            "VACUUM ANALYZE;CHECKPOINT;")
        took[rows] = []
        for repeat, batch in enumerate(batches(events(1000 * (2 * repeats + 2)), 1000)):
            rows_json = json.dumps([{"i": i, "person_id": f"EMP{n}", "kind": kind, "at": at} for i, (n, kind, at) in enumerate(batch)])
            told = database.psql(
                "SET jit = off; SELECT clock_timestamp() AS t0 \\gset\n"
                f"SELECT count(*) AS n FROM attendance_take('default', 'rest', '{rows_json}') \\gset\n"
                "SELECT extract(epoch FROM clock_timestamp() - :'t0'::timestamptz) * 1000;")
            if repeat >= 2:
                took[rows].append(float(told))
    say(f"  {'median':<49}" + "".join(f"{median(took[n]):14.1f}" for n in sizes))
    say(f"  most / fewest rows: {median(took[sizes[-1]]) / median(took[sizes[0]]):.2f}; target 1.5 at most")
