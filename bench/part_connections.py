"""Users' connections: memory and spread of a thousand, and a hundred pulled at once over fetching the same pages and storing nothing."""

import os
import re
import subprocess
import time
import zipfile

import cluster
import machine
from hub import JAR, Hub
from machine import median
from part_accounts import HERE
from part_pages import Pages

RUNS = 8
JAVA = ["-XX:+UseSerialGC", "-Xmx200m", "-Xss512k", "-XX:TieredStopAtLevel=4", "-XX:ReservedCodeCacheSize=96m", "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=20"]


def _extra():
    """bench/bare/ManyConnections.java, compiled against the packaged hub. Returns the folder."""
    path = os.path.join(cluster.DIRECTORY, "many")
    with zipfile.ZipFile(JAR) as jar:
        jar.extractall(path, [n for n in jar.namelist() if n.startswith(("BOOT-INF/classes/connections/", "BOOT-INF/classes/odoo/"))
                              or re.search(r"lib/spring-(boot|context|jdbc|tx|core|beans)-\d[^/]*\.jar$", n)])
    libraries = os.path.join(path, "BOOT-INF/lib")
    classpath = [os.path.join(path, "BOOT-INF/classes"), *(os.path.join(libraries, n) for n in os.listdir(libraries))]
    classes = os.path.join(path, "added")
    subprocess.run(["javac", "-proc:none", "-nowarn", "-d", classes, "-cp", os.pathsep.join(classpath), os.path.join(HERE, "bare", "ManyConnections.java")],
                   check=True)
    return classes


def _hub(database, server, count, java, **settings):
    keyset = subprocess.run(["java", "-jar", JAR, "keyset", "create"], check=True, text=True, capture_output=True).stdout
    return Hub(database, {
        "HUB_SECRET_KEYSET": keyset.strip(), "BENCH_CONNECTIONS": str(count), "BENCH_URL": f"http://127.0.0.1:{server.port}",
        "HUB_CONNECTIONS_PRIVATE_ADDRESSES": "everybody", "HUB_CONNECTIONS_RUNS": str(RUNS), "HUB_CONNECTIONS_RUNS_PER_HOST": "1000",
        "HUB_CONNECTIONS_POLL": "500ms", "MALLOC_ARENA_MAX": "2", **settings}, java=java, extra=_extra())


def _await(database, sql, seconds=600):
    until = time.monotonic() + seconds
    while database.psql(sql) != "t":
        if time.monotonic() > until:
            raise SystemExit("Waited in vain for: " + sql)
        time.sleep(0.5)


def _memory(pid):
    with open(f"/proc/{pid}/status") as status:
        rss = next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
    info = subprocess.run(["jcmd", str(pid), "GC.heap_info"], capture_output=True, text=True).stdout
    used = sum(int(k) for k in re.findall(r"(?:new generation|tenured generation)\s+total \d+K, used (\d+)K", info)) / 1024
    return f"resident {rss:.0f} MiB, heap {used:.0f} MiB"


def _bar(database, column, table, where, minutes):
    rows = database.psql(
        f"SELECT floor(extract(epoch FROM {column} - (SELECT min({column}) FROM {table} WHERE {where})) / 60 / {minutes})::int, count(*)"
        f" FROM {table} WHERE {where} GROUP BY 1 ORDER BY 1")
    return [line.split("|") for line in rows.splitlines()]


def connections(database, say):
    count = int(os.environ.get("BENCH_CONNECTIONS", 1000))
    server = Pages(5000, threads=2 * RUNS)
    server.show(20)
    hub = _hub(database, server, count, JAVA)
    _await(database, f"SELECT count(*) = {count} FROM odoo_connection")
    say(f"{count:,} users with a connection each, MALLOC_ARENA_MAX=2, options of the JVM: {' '.join(JAVA)}")
    say(f"  before their first run: {_memory(hub.pid)}")
    started = time.monotonic()
    _await(database, f"SELECT count(*) = {2 * count} FROM connection_flow WHERE succeeded_at IS NOT NULL")
    say(f"  first runs of contacts and products, {RUNS} at a time: {time.monotonic() - started:.0f} s")
    say(f"  after them, as it is: {_memory(hub.pid)}")
    time.sleep(20)
    subprocess.run(["jcmd", str(hub.pid), "GC.run"], capture_output=True)
    say(f"  idle, after a collection: {_memory(hub.pid)}; target 512 MB")
    say("  next runs by the minutes until they are due, five at a time:")
    for bucket, n in _bar(database, "due_at", "connection_flow", "true", 5):
        say(f"    {int(bucket) * 5:>3} {int(n):>5} {'#' * (int(n) // 5)}")
    hub.stop()

    many, each = 100, 5000
    database.psql("TRUNCATE hub_user, odoo_connection, connection_flow, sync_run, sync_flow, sync_reject, contact, product RESTART IDENTITY CASCADE")
    hub = _hub(database, server, many, ["-Xmx512m"], HUB_CONNECTIONS_SCHEDULE="0 0 0 1 1 ?")
    _await(database, f"SELECT count(*) = {2 * many} FROM connection_flow WHERE succeeded_at IS NOT NULL")
    floor = subprocess.Popen(["java", os.path.join(HERE, "Floor.java")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                             env={**os.environ, **server.environment()})
    for pace, cores in ((0, 1000), (64, 1000), (64, 2)):
        server._ask(f"/bench?partners={each}&pace={pace}&cores={cores}")
        times = {"fetched": [], "hub": []}
        for repeat in range(int(os.environ.get("BENCH_REPEATS", 5)) + 1):
            floor.stdin.write(f"connections {many} {RUNS}\n")
            floor.stdin.flush()
            fetched = floor.stdout.readline().split()
            if int(fetched[1]) != many * each:
                raise SystemExit(f"Fetched {fetched[1]}")
            database.psql("TRUNCATE sync_run, sync_flow, sync_reject, contact RESTART IDENTITY CASCADE")
            database.psql("UPDATE connection_flow SET due_at = now(), succeeded_at = NULL WHERE flow = 'contacts'")
            with machine.Cpu(hub=[hub.pid], postgres=database.pids) as cpu:
                _await(database, f"SELECT count(*) = {many} FROM connection_flow WHERE flow = 'contacts' AND succeeded_at IS NOT NULL")
            if int(database.psql("SELECT count(*) FROM contact")) != many * each:
                raise SystemExit("Not all contacts were stored")
            if repeat:  # the first warms up
                times["fetched"].append(float(fetched[0]))
                times["hub"].append(float(database.psql("SELECT extract(epoch FROM max(finished_at) - min(started_at)) FROM sync_run")))
        at = ("as fast as they come" if pace == 0 else f"{pace} ms a page, as a real Odoo 19 takes, "
              + ("however many are asked for" if cores > 2 else f"{cores} at a time: all Odoos together have as many processors as the hub"))
        say(f"\n{many} connections of {each:,} contacts, {RUNS} runs at a time, pages {at}")
        for who, all_times in times.items():
            say(f"  {who:<8} median {median(all_times):7.2f} s   ({', '.join(f'{t:.2f}' for t in all_times)})")
        say(f"  hub / fetched: {median(times['hub']) / median(times['fetched']):.2f}; target 1.2"
            f" ({many * each / median(times['hub']):,.0f} contacts a second; last run: {cpu})")
    floor.stdin.close()
