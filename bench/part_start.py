"""A start on Java 25: the jar as it is, against the files of the image with their AOT cache. Processor time until ready, memory when idle."""

import glob
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request

import cluster
import machine
from hub import JAR, PASSWORD
from machine import median

# Those of the Dockerfile's ENTRYPOINT.
IMAGE = ["-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError"]
# As in a container with the memory that the chart gives.
CONTAINER = ["-XX:MaxRAM=1g"]
CACHE = "odoo-hub.aot"


def java25():
    found = os.environ.get("BENCH_JAVA25") or next(iter(sorted(glob.glob("/usr/lib/jvm/temurin-25*"))), None)
    if not found:
        raise SystemExit("No Java 25: name its folder in BENCH_JAVA25")
    return os.path.join(found, "bin", "java")


class Start:
    """A hub from the first instruction until it is ready."""

    def __init__(self, database, command, folder):
        self.port = machine.free_port()
        self.log = os.path.join(cluster.DIRECTORY, "start.log")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ODOO_", "HUB_", "SPRING_", "JAVA_"))},
            "SPRING_DATASOURCE_URL": database.url(), "SPRING_DATASOURCE_USERNAME": "postgres", "SPRING_DATASOURCE_PASSWORD": "none",
            # Nothing answers there: a start waits for no Odoo.
            "ODOO_URL": "http://127.0.0.1:9", "ODOO_DB": "none", "ODOO_USERNAME": "none", "ODOO_API_KEY": "none",
            "HUB_PORT": str(self.port), "HUB_ADMIN_PASSWORD": PASSWORD, "HUB_SYNC_RUN_AT_START": "false",
            "HUB_MIRROR_ENABLED": "false", "HUB_SYNC_REDELIVERY_ATTEMPTS": "0",
        }
        began = time.monotonic()
        with open(self.log, "w") as log:
            self.process = machine.start(command, env=environment, cwd=folder, stdout=log, stderr=log)
        while not self._ready():
            if self.process.poll() is not None or time.monotonic() > began + 120:
                raise SystemExit("The hub did not start; see " + self.log)
            time.sleep(0.05)
        self.seconds = time.monotonic() - began
        self.cpu = machine._cpu(self.process.pid)

    def _ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/readiness", timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError):
            return False

    def idle(self, seconds):
        """Resident memory in MiB after so long without work."""
        time.sleep(seconds)
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def stop(self):
        machine.stop(self.process)


def start(database, say):
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    idle = float(os.environ.get("BENCH_START_IDLE", 20))
    java, folder = java25(), os.path.join(cluster.DIRECTORY, "image")
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([java, "-Djarmode=tools", "-jar", JAR, "extract", "--destination", folder], check=True)
    began = time.monotonic()
    Start(database, [java, f"-XX:AOTCacheOutput={CACHE}", *IMAGE[:2], "-jar", "odoo-hub.jar"], folder).stop()
    say(f"Java 25; the AOT cache took {time.monotonic() - began:.0f} s to make and has"
        f" {os.path.getsize(os.path.join(folder, CACHE)) / 1e6:.0f} MB. A database that is migrated, no Odoo. Memory after {idle:g} s idle.")
    ways = {
        "jar": ([java, *CONTAINER, "-jar", os.path.abspath(JAR)], folder),
        "extracted": ([java, *IMAGE, *CONTAINER, "-jar", "odoo-hub.jar"], folder),
        "AOT cache": ([java, f"-XX:AOTCache={CACHE}", "-XX:AOTMode=on", *IMAGE, *CONTAINER, "-jar", "odoo-hub.jar"], folder),
    }
    figures = {name: [] for name in ways}
    say(f"\n{'':<10}" + "".join(f"{name + ': s, CPU s, MiB':>32}" for name in ways) + "   busy before")
    for repeat in range(repeats + 1):
        quiet = machine.wait_until_quiet()
        line = []
        for name in (list(ways), list(ways)[::-1])[repeat % 2]:
            hub = Start(database, *ways[name])
            measured = hub.seconds, hub.cpu, hub.idle(idle if repeat else 1)
            hub.stop()
            if repeat:
                figures[name].append(measured)
            line.append((name, measured))
        by_name = dict(line)
        say(f"  {repeat or 'warm':<8}" + "".join("{:>14.2f}{:>9.2f}{:>9.0f}".format(*by_name[name]) for name in ways) + f"   {quiet:9.0%}")
    middle = {name: [median(column) for column in zip(*figures[name])] for name in ways}
    say(f"  {'median':<8}" + "".join("{:>14.2f}{:>9.2f}{:>9.0f}".format(*middle[name]) for name in ways))
    say(f"  processor time, AOT cache / jar: {middle['AOT cache'][1] / middle['jar'][1]:.2f}; target 0.5")
    say(f"  resident memory, idle, as the image starts it: {middle['AOT cache'][2]:.0f} MiB; target 400")
