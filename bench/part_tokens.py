"""Users' tokens: a request with one against the same request, to the same route in the same process, that nobody asks for one."""

import json
import os
import re
import subprocess
import urllib.parse
import urllib.request
import zipfile

import cluster
import machine
from hub import JAR, Hub
from machine import median
from part_accounts import CONNECTIONS, HERE, SETTINGS, Talker

PATH = "/api/v1/sync/runs?limit=1"
MANAGER = "a manager's"
USER, USER_PASSWORD = "bench", "bench-User-1-bench"
SECURITY = re.compile(r"(spring-(context|core|beans|web|security-(config|core|web))|tomcat-embed-core)-\d[^/]*\.jar$")


def _open_chain():
    """bench/bare/Open.java, compiled against the libraries of the packaged hub. Returns the folder."""
    path = os.path.join(cluster.DIRECTORY, "open")
    os.makedirs(path, exist_ok=True)
    libraries = []
    with zipfile.ZipFile(JAR) as jar:
        for name in jar.namelist():
            if name.startswith("BOOT-INF/lib/") and SECURITY.match(os.path.basename(name)):
                libraries.append(os.path.join(path, os.path.basename(name)))
                with open(libraries[-1], "wb") as file:
                    file.write(jar.read(name))
    classes = os.path.join(path, "classes")
    subprocess.run(["javac", "-d", classes, "-cp", os.pathsep.join(libraries), os.path.join(HERE, "bare", "Open.java")], check=True)
    return classes


def _token(hub, role="manager"):
    hub._ask("POST", "/api/v1/users", {"username": USER + role, "password": USER_PASSWORD, "role": role})
    form = urllib.parse.urlencode({"username": USER + role, "password": USER_PASSWORD}).encode()
    with urllib.request.urlopen(f"http://127.0.0.1:{hub.port}/api/v1/auth/token", form, timeout=30) as answer:
        return json.load(answer)["access_token"]


def tokens(database, say):
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    seconds = float(os.environ.get("BENCH_TOKENS_SECONDS", 5))
    warm = float(os.environ.get("BENCH_TOKENS_WARM", 90))
    hub = Hub(database, {**SETTINGS, "HUB_USERS_ACCESS_TOKEN_LIFETIME": "2h"}, extra=_open_chain())
    load = Talker(os.path.join(HERE, "Load.java"), "1", "1", "none")
    headers = {"without": "X-Bench-Open: 1", "with": "Authorization: Bearer " + _token(hub, "admin"),
               MANAGER: "Authorization: Bearer " + _token(hub)}
    say(f"GET {PATH} of an empty table, {CONNECTIONS} connections and one alone; without: the same route in the same process, behind"
        " a chain that lets everybody in; with: an administrator's token, who sees the same rows; a manager's: PostgreSQL shows"
        " those that are theirs. The load, PostgreSQL and the hub share the processors.")
    for connections, warm in ((CONNECTIONS, warm), (1, warm / 3)):
        for header in list(headers.values()) * 3:
            load.ask("get", hub.port, connections, warm / 9, PATH, header)
        say(f"\nrequests a second over {seconds:g} s, {connections} connections" + "".join(f"{name:>12}" for name in headers)
            + "    busy before")
        rates, cpu_ms = {name: [] for name in headers}, {name: [] for name in headers}
        for repeat in range(repeats):
            quiet = machine.wait_until_quiet()
            for name in (list(headers), list(headers)[::-1])[repeat % 2]:
                with machine.Cpu(server=[hub.pid]) as cpu:
                    requests, took = load.ask("get", hub.port, connections, seconds, PATH, headers[name])
                rates[name].append(requests / took)
                cpu_ms[name].append(1000 * cpu.seconds["server"] / requests)
            say(f"  {repeat + 1:<44}" + "".join(f"{rates[name][-1]:12,.0f}" for name in headers) + f"    {quiet:9.0%}")
        say(f"  {'median':<44}" + "".join(f"{median(rates[name]):12,.0f}" for name in headers))
        say(f"  {'ms of processor time a request, hub':<44}" + "".join(f"{median(cpu_ms[name]):12.3f}" for name in headers))
        say(f"  time with / without: {median(rates['without']) / median(rates['with']):.3f}; target 1.1;"
            f" a manager's / without: {median(rates['without']) / median(rates[MANAGER]):.3f}")
