"""A PostgreSQL of our own with default settings (fsync on), on a free loopback port, in BENCH_DIR."""

import atexit
import glob
import os
import shutil
import subprocess

import machine

DIRECTORY = os.environ.get("BENCH_DIR", "/tmp/odoo-hub-bench")


def _binaries():
    if os.environ.get("BENCH_PG_BIN"):
        return os.environ["BENCH_PG_BIN"]
    found = shutil.which("initdb")
    if found:
        return os.path.dirname(os.path.realpath(found))
    versions = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    if not versions:
        raise SystemExit("No PostgreSQL found: put initdb on the PATH or its folder in BENCH_PG_BIN.")
    return os.path.dirname(versions[-1])


class Cluster:
    def __init__(self):
        self.bin = _binaries()
        self.port = machine.free_port()
        self.data = os.path.join(DIRECTORY, "pg")
        os.makedirs(DIRECTORY, exist_ok=True)
        shutil.rmtree(self.data, ignore_errors=True)
        os.mkdir(self.data)
        if os.geteuid() == 0:
            os.chmod(DIRECTORY, 0o755)
            shutil.chown(self.data, "postgres", "postgres")
        self._as_postgres("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        settings = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories="
        self._as_postgres("pg_ctl", "-D", self.data, "-o", settings, "-l", self.data + "/log", "-w", "start")
        atexit.register(self.stop)
        self.psql("CREATE DATABASE hub", database="postgres")

    def _as_postgres(self, program, *arguments):
        command = [os.path.join(self.bin, program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    def stop(self):
        if os.path.exists(self.data + "/postmaster.pid"):
            self._as_postgres("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")

    @property
    def pid(self):
        with open(self.data + "/postmaster.pid") as file:
            return int(file.readline())

    def pids(self):
        return machine.tree(self.pid)

    def url(self):
        return f"jdbc:postgresql://127.0.0.1:{self.port}/hub"

    def command(self, *arguments, database="hub"):
        return [
            os.path.join(self.bin, "psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1",
            "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database, *arguments,
        ]

    def psql(self, sql, database="hub"):
        # Without the notices of a truncation that cascades.
        quiet = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
        done = subprocess.run(self.command(database=database), input=sql, check=True, text=True, stdout=subprocess.PIPE, env=quiet)
        return done.stdout.strip()

    def describe(self):
        fsync = self.psql("SELECT 'fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')"
                          " || ', shared_buffers ' || current_setting('shared_buffers')")
        return f"PostgreSQL {self.psql('SHOW server_version').split()[0]}, {fsync}"
