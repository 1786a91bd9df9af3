"""The packaged hub as a server of its own, and whole runs of its flow customers."""

import base64
import json
import os
import subprocess
import time
import urllib.error
import urllib.request

import cluster
import machine

JAR = os.environ.get("BENCH_JAR", "target/odoo-hub.jar")
PASSWORD = "bench-only-Password-1"


class Hub:
    def __init__(self, database, odoo, java=(), extra=None):
        """odoo: ODOO_* settings, and HUB_* settings besides; java: options of the JVM; extra: a folder of more classes."""
        if not os.path.exists(JAR):
            raise SystemExit(f"{JAR} is missing: ./mvnw package -DskipTests")
        self.database = database
        self.port = machine.free_port()
        self.log = os.path.join(cluster.DIRECTORY, "hub.log")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ODOO_", "HUB_", "SPRING_"))},
            "HUB_MIRROR_ENABLED": "false",  # its pulls would run beside the ones that are measured
            **odoo,
            "SPRING_DATASOURCE_URL": database.url(),
            "SPRING_DATASOURCE_USERNAME": "postgres",
            "SPRING_DATASOURCE_PASSWORD": "none",
            "HUB_PORT": str(self.port),
            "HUB_ADMIN_PASSWORD": PASSWORD,
            "HUB_SYNC_RUN_AT_START": "false",
        }
        with open(self.log, "w") as log:
            start = ["-jar", JAR] if extra is None else [
                f"-Dloader.path={extra}", "-Dloader.main=hub.HubApplication", "-cp", JAR,
                "org.springframework.boot.loader.launch.PropertiesLauncher"]
            self.process = machine.start(["java", *java, *start], env=environment, stdout=log, stderr=log)
        self._await_ready()

    @property
    def pid(self):
        return self.process.pid

    def stop(self):
        machine.stop(self.process)

    def _await_ready(self):
        until = time.monotonic() + 300
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self._ask("GET", "/health/readiness")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.3)
        raise SystemExit("The hub did not start; see " + self.log)

    def _ask(self, method, path, body=None):
        credentials = base64.b64encode(f"admin:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            json.dumps(body).encode() if body is not None else None,
            {"Authorization": "Basic " + credentials, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def key(self):
        """A new API key with every right."""
        return self._ask("POST", "/api/v1/api-keys", {"name": f"bench-{time.time_ns()}", "scopes": ["admin"]})["key"]

    def forget(self, rows=True, names=False):
        """As if flow customers had never run; rows: nor stored anything; names: nor had the flows that it joins.

        A table is truncated after the VACUUM, as in a fresh database: PostgreSQL does not know yet that it is empty.
        """
        flows = "" if names else " WHERE flow = 'customers'"
        tables = ["sync_reject", "sync_run"] + (["customers"] if rows else []) + (["odoo_name"] if names else [])
        self.database.psql(
            f"VACUUM ANALYZE;\nDELETE FROM sync_flow{flows};\nTRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE;\nCHECKPOINT;"
        )

    def run(self, mode="incremental", progress=None):
        """One whole run of flow customers. Returns its row of sync_run, with `seconds` from started to finished.

        progress(read, seconds since the run started) is called five times a second.
        """
        run = self._ask("POST", "/api/v1/sync/flows/customers/runs", {"mode": mode})["id"]
        for status, read, at in self._watch(run):
            if progress:
                progress(int(read), float(at))
            if status != "running":
                break
        row = json.loads(self.database.psql(
            "SELECT row_to_json(r) FROM (SELECT *, extract(epoch FROM finished_at - started_at) AS seconds FROM sync_run"
            f" WHERE id = {run}) r"
        ))
        if row["status"] != "succeeded":
            raise SystemExit(f"The run {row['status']}: {row['failure']} See {self.log}")
        return row

    def _watch(self, run):
        """One session that looks at the run's row five times a second."""
        watch = machine.start(self.database.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        watch.stdin.write(
            "SELECT status || '|' || read || '|' || extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at)"
            f" FROM sync_run WHERE id = {run}\n\\watch 0.2\n"
        )
        watch.stdin.close()
        try:
            for line in watch.stdout:
                if line.count("|") == 2:
                    yield line.strip().split("|")
        finally:
            machine.stop(watch)
