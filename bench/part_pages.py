"""Ready-made pages: the hub against psql alone, and a million partners in little memory."""

import json
import os
import re
import subprocess
import urllib.request

import cluster
import machine
from hub import Hub
from machine import median

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = 1000
FIELDS = ["name", "email", "phone", "street", "street2", "city", "zip", "state_id", "country_id", "website", "vat", "ref", "is_company",
          "parent_id", "active"]


class Pages:
    """The server of ready-made pages (PageServer.java)."""

    def __init__(self, partners, threads=4):
        self.port = machine.free_port()
        command = ["java", "-Xmx1200m", "-Dthreads=" + str(threads), "-Dsun.net.httpserver.maxIdleConnections=20000",
                   os.path.join(HERE, "PageServer.java"), str(self.port), str(partners)]
        self.process = machine.start(command, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit("The page server did not start.")

    def environment(self):
        return {"ODOO_URL": f"http://127.0.0.1:{self.port}", "ODOO_DB": "pages", "ODOO_USERNAME": "bench", "ODOO_API_KEY": "0" * 40}

    def show(self, partners, recent=0):
        self._ask(f"/bench?partners={partners}&recent={recent}")

    def calls(self):
        """Calls since this was last asked."""
        return json.loads(self._ask("/bench"))

    def page(self, number):
        first = number * PAGE + 1
        body = {"ids": list(range(first, first + PAGE)), "fields": FIELDS, "load": ""}
        return self._ask("/json/2/res.partner/read", json.dumps(body).encode()).decode()

    def _ask(self, path, body=None):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", body, timeout=60) as answer:
            return answer.read()


class Psql:
    """psql alone: the flow's statement over the same pages, one commit a page, timed inside the session."""

    def __init__(self, database, pages, count):
        self.database = database
        self.count = count
        with open(os.path.join(HERE, "../src/main/resources/sql/customers.sql")) as file:
            statement = re.sub(r"--[^\n]*", "", file.read()).strip()
        prepare = re.sub(r"'[^']*'|:#(\w+)", lambda m: self._number(m) if m[1] else m[0], statement)
        prepared = f"SET plan_cache_mode = force_generic_plan;\nSET jit = off;\nPREPARE store (bytea, text, bigint, bigint) AS {prepare};\n"
        self.ways = {way: os.path.join(cluster.DIRECTORY, f"pages-{way}.sql") for way in ("plain", "prepared", "from-file")}
        files = {way: open(path, "w") for way, path in self.ways.items()}
        for way, file in files.items():
            file.write("\\o /dev/null\n" + ("" if way == "plain" else prepared) + "SELECT clock_timestamp() AS start \\gset\n")
        for number in range(count // PAGE):
            page = pages.page(number)
            path = os.path.join(cluster.DIRECTORY, f"page-{number}.json")
            with open(path, "w") as file:
                file.write(page)
            literal = "convert_to('" + page.replace("'", "''") + "', 'UTF8')"
            ids = "'{" + ",".join(map(str, range(number * PAGE + 1, (number + 1) * PAGE + 1))) + "}'"
            last = str((number + 1) * PAGE)
            values = {"page": literal, "ids": ids, "run": "1", "lastId": last}
            files["plain"].write(re.sub(r"'[^']*'|:#(\w+)", lambda m: values[m[1]] if m[1] else m[0], statement) + ";\n")
            files["prepared"].write(f"EXECUTE store({literal}, {ids}, 1, {last});\n")
            files["from-file"].write(f"EXECUTE store(pg_read_binary_file('{path}'), {ids}, 1, {last});\n")
        for file in files.values():
            file.write("\\o\nSELECT extract(epoch FROM clock_timestamp() - :'start'::timestamptz);\n")
            file.close()

    @staticmethod
    def _number(match):
        return "$" + str(["page", "ids", "run", "lastId"].index(match[1]) + 1)

    def run(self, way):
        self.database.psql(
            "INSERT INTO sync_run (flow, mode, trigger, window_start) VALUES ('customers', 'incremental', 'command', now());"
            "INSERT INTO sync_flow (flow, open_start, after_id) VALUES ('customers', now(), 0)"
        )
        done = subprocess.run(self.database.command("-f", self.ways[way]), check=True, text=True, stdout=subprocess.PIPE)
        read = self.database.psql("SELECT read FROM sync_run WHERE id = 1")
        if int(read) != self.count:
            raise SystemExit(f"psql stored {read} of {self.count}")
        return float(done.stdout.strip())


def pages(database, say):
    repeats, count = int(os.environ.get("BENCH_REPEATS", 5)), int(os.environ.get("BENCH_PAGES_PARTNERS", 100_000))
    server = Pages(count)
    hub = Hub(database, server.environment())
    for _ in range(3):  # warm
        hub.forget(names=True)
        hub.run()
        hub.forget(rows=False)
        hub.run()
    psql = Psql(database, server, count)
    say(f"{count:,} partners, pages of {PAGE}. Hub: the whole run, from started_at to finished_at. psql: first to last statement.")
    for rows in ("new", "unchanged"):
        say(f"\n{rows} rows" + " " * 12 + "".join(f"{who:>18}" for who in ("hub", "hub, mode full", *psql.ways)) + "    busy before")
        table = {}
        for repeat in range(repeats):
            line, quiet = "", machine.wait_until_quiet()
            for who in ("hub", "hub full", *psql.ways):
                hub.forget(rows=rows == "new")
                if who.startswith("hub"):
                    row = hub.run("full" if "full" in who else "incremental")
                    seconds = row["seconds"]
                    wrong = row["read"] != count or (row["unchanged"] if rows == "new" else row["created"] + row["updated"])
                    if wrong:
                        raise SystemExit(f"Not the run that was meant: {row}")
                else:
                    seconds = psql.run(way=who)
                table.setdefault(who, []).append(seconds)
                line += f"{seconds:17.3f}s"
            say(f"  {repeat + 1}" + " " * 18 + line + f"    {quiet:9.0%}")
        say("  median               " + "".join(f"{median(t):17.3f}s" for t in table.values()))
        say("  partners a second    " + "".join(f"{count / median(t):18,.0f}" for t in table.values()))
        best = min(median(table[way]) for way in psql.ways)
        say(f"  hub / psql: {median(table['hub']) / median(table['prepared']):.2f} (prepared),"
            f" {median(table['hub']) / median(table['plain']):.2f} (plain),"
            f" {median(table['hub']) / best:.2f} (the fastest psql); target 1.3")
        say(f"  hub in mode full / the fastest psql: {median(table['hub full']) / best:.2f}")
        hub.forget(rows=rows == "new")
        with machine.Cpu(hub=[hub.pid], postgres=database.pids, pages=[server.process.pid]) as cpu:
            hub.run()
        say(f"  processor time of one run of the hub: {cpu}")


def million(database, say):
    count = int(os.environ.get("BENCH_MILLION", 1_000_000))
    step = count // 10
    server = Pages(count)
    hub = Hub(database, server.environment(), java=["-Xmx256m"])
    server.show(20_000)
    hub.run()  # warm
    server.show(count)
    for rows in ("new", "unchanged"):
        hub.forget(rows=rows == "new")
        say(f"{count:,} partners, -Xmx256m, {rows} rows (other processes: {machine.wait_until_quiet():.0%} busy)")
        marks = []

        def progress(read, at):
            marks.append((read, at))

        with machine.Cpu(hub=[hub.pid], postgres=database.pids, pages=[server.process.pid]) as cpu:
            row = hub.run(progress=progress)
        rates = []
        for n in range(10):
            (r1, t1), (r2, t2) = _around(marks, n * step), _around(marks, (n + 1) * step)
            rates.append((r2 - r1) / (t2 - t1))
            say(f"  {n * step:>9,} to {(n + 1) * step:>9,}: {rates[-1]:8,.0f} a second")
        say(f"  last tenth / first tenth: {rates[-1] / rates[0]:.2f}; slowest / fastest tenth: {min(rates) / max(rates):.2f}")
        say(f"  whole run {row['seconds']:.1f} s, {count / row['seconds']:,.0f} partners a second; read {row['read']:,}, created"
            f" {row['created']:,}, updated {row['updated']:,}, unchanged {row['unchanged']:,}, skipped {row['skipped']}")
        say(f"  {cpu}")
        say(f"  peak resident memory of the hub so far: {machine.peak_memory(hub.pid):.0f} MiB\n")


def _around(marks, read):
    """The first look at the run that saw this many records; the last look before any."""
    if read == 0:
        return ([mark for mark in marks if mark[0] == 0] or [(0, 0.0)])[-1]
    return next(mark for mark in marks if mark[0] >= read)
