"""A real Odoo: the hub against fetching alone, and against the usual script."""

import json
import os
import subprocess
import sys

import json2
import machine
from hub import Hub
from machine import median

HERE = os.path.dirname(os.path.abspath(__file__))
WHOLE = {"active_test": False}


def _environment():
    json2.settings()
    return {name: value for name, value in os.environ.items() if name.startswith("ODOO_") and name != "ODOO_PSQL"}


class Floor:
    """Fetching without storing (Floor.java), in a JVM that stays."""

    def __init__(self):
        command = ["java", os.path.join(HERE, "Floor.java")]
        self.process = machine.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def fetch(self, what):
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        seconds, records, size = self.process.stdout.readline().split()
        return float(seconds), int(records), int(size)


def odoo(database, say):
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    count = json2.call("res.partner", "search_count", domain=[], context=WHOLE)
    say(f"Odoo {json2.call('ir.module.module', 'search_read', domain=[['name', '=', 'base']], fields=['latest_version'])[0]['latest_version']},"
        f" {count:,} partners")
    if count < 20_000:
        say("Fewer than 20,000: bench/run seed")
    hub, floor = Hub(database, _environment()), Floor()
    for _ in range(4):  # warm both JVMs and Odoo
        hub.forget(names=True)
        hub.run("full")
        floor.fetch("all")
        floor.fetch("columns")
    for what, names, mode in (
        ("First pull: countries, states, then all partners", True, "incremental"),
        ("All partners into an empty table; countries and states are fresh", False, "incremental"),
        ("The same in mode full (a reconciliation follows)", False, "full"),
    ):
        say(f"\n{what}\n  {'fetch only':>12}{'hub':>10}{'ratio':>9}    busy before")
        fetched, whole = [], []
        for repeat in range(repeats):
            quiet = machine.wait_until_quiet()
            turns = ["floor", "hub"] if repeat % 2 == 0 else ["hub", "floor"]
            for turn in turns:
                if turn == "floor":
                    seconds, records, size = floor.fetch("all" if names else "partners")
                    fetched.append(seconds)
                else:
                    hub.forget(names=names)
                    row = hub.run(mode)
                    whole.append(row["seconds"])
            if row["read"] != records:
                raise SystemExit(f"Not the same records: {row['read']} and {records}")
            say(f"  {fetched[-1]:11.3f}s{whole[-1]:9.3f}s{whole[-1] / fetched[-1]:9.2f}    {quiet:.0%}")
        say(f"  {median(fetched):11.3f}s{median(whole):9.3f}s{median(whole) / median(fetched):9.2f}    median; target 1.15")
        say(f"  {count / median(fetched):11,.0f} {count / median(whole):9,.0f}   partners a second, {size / records:.0f} bytes a partner")
    by_columns = median([floor.fetch("columns")[0] for _ in range(repeats)])
    say(f"\nFetching the partners by columns, as the hub does, and storing nothing: {by_columns:.3f} s ({count / by_columns:,.0f} a second)")
    for what in ("partners", "columns"):
        with machine.Cpu(floor=[floor.process.pid]) as cpu:
            floor.fetch(what)
        say(f"Processor time of one fetch of {what}: {cpu} (others: Odoo and its database)")
    hub.forget()
    with machine.Cpu(hub=[hub.pid], postgres=database.pids) as cpu:
        hub.run()
    say(f"Processor time of one run:   {cpu}")
    say(f"Of it: {row['created']:,} customers created, skipped {row['skipped']}, {row['rejected']} rejected")


def script(database, say):
    try:
        import psycopg2  # noqa: F401
    except ImportError:
        raise SystemExit("The usual script needs psycopg2: BENCH_PYTHON=/path/to/a/python/that/has/it bench/run script") from None
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    count = json2.call("res.partner", "search_count", domain=[], context=WHOLE)
    hub = Hub(database, _environment())
    for _ in range(3):
        hub.forget(names=True)
        hub.run("full")
    for rows in ("new", "unchanged"):
        say(f"{count:,} partners, {rows} rows (the usual script updates what is unchanged)")
        say(f"  {'usual script':>14}{'hub':>10}{'hub is':>9} times as fast    busy before")
        usual, whole = [], []
        for _ in range(repeats):
            quiet = machine.wait_until_quiet()
            if rows == "new":
                database.psql("DROP TABLE IF EXISTS usual_customers")
            usual.append(_usual(database, rows))
            hub.forget(rows=rows == "new", names=True)
            whole.append(hub.run()["seconds"])
            say(f"  {usual[-1]:13.2f}s{whole[-1]:9.3f}s{usual[-1] / whole[-1]:9.1f}                  {quiet:.0%}")
        say(f"  {median(usual):13.2f}s{median(whole):9.3f}s{median(usual) / median(whole):9.1f}                  median; target 10")
        say(f"  {count / median(usual):13,.0f} {count / median(whole):9,.0f}   partners a second\n")


def _usual(database, rows):
    command = [sys.executable, os.path.join(HERE, "usual_script.py"), f"host=127.0.0.1 port={database.port} user=postgres dbname=hub"]
    done = json.loads(subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout)
    if done["errors"] > 10 or done["created" if rows == "new" else "updated"] < done["read"] / 2:
        raise SystemExit(f"The usual script did not do its work: {done}")
    return done["seconds"]
