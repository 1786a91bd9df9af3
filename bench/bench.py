"""The benchmark's parts. `bench/run` starts it; see bench/README.md."""

import os
import subprocess
import sys
import time

import cluster
import machine
import part_accounts
import part_changes
import part_connections
import part_gateway
import part_ingest
import part_kafka
import part_mirror
import part_nothing_new
import part_odoo
import part_pages
import part_push
import part_start
import part_tokens
import seed_odoo

PARTS = {
    "accounts": part_accounts.accounts,
    "connections": part_connections.connections,
    "gateway": part_gateway.gateway,
    "ingest": part_ingest.ingest,
    "changes": part_changes.changes,
    "kafka": part_kafka.kafka,
    "odoo": part_odoo.odoo,
    "script": part_odoo.script,
    "pages": part_pages.pages,
    "million": part_pages.million,
    "nothing-new": part_nothing_new.nothing_new,
    "tokens": part_tokens.tokens,
    "mirror": part_mirror.mirror,
    "push": part_push.push,
    "start": part_start.start,
}
RESULTS = os.path.join(os.path.dirname(__file__), "results")


def measure(name):
    """Runs a part and keeps what it said in results/NAME.txt."""
    database = cluster.Cluster()
    os.makedirs(RESULTS, exist_ok=True)
    with open(os.path.join(RESULTS, name + ".txt"), "w") as file:
        def say(text=""):
            print(text, flush=True)
            print(text, file=file, flush=True)

        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
        say(f"bench/run {name}, {time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, commit {commit or 'unknown'}")
        say(f"{machine.describe()}; {database.describe()}")
        say()
        PARTS[name](database, say)
    machine.stop_all()
    database.stop()


def main(arguments):
    if arguments[:1] == ["seed"]:
        return seed_odoo.seed(int(arguments[1]) if len(arguments) > 1 else 20_000)
    if arguments[:1] == ["unseed"]:
        return seed_odoo.unseed()
    if arguments == ["all"]:
        parts = ["pages", "million", "nothing-new", "accounts", "tokens", "ingest", "connections"]
        arguments = parts + (["odoo", "script", "push", "mirror", "gateway"] if os.environ.get("ODOO_URL") else [])
    if not arguments or not set(arguments) <= set(PARTS):
        raise SystemExit("usage: bench/run " + " | ".join([*PARTS, "all", "seed [COUNT]", "unseed"]))
    for name in arguments:
        measure(name)


if __name__ == "__main__":
    main(sys.argv[1:])
