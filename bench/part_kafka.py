"""Kafka: attendance events in until they are in the outbox, against psql inserting the same rows; changes out."""

import json
import os
import shutil
import subprocess
import time

import cluster
import machine
import part_ingest
from hub import Hub
from machine import median

TOPIC = "odoo-hub.attendance"
# One session that looks now and then: psql started again and again would cost the hub a third of a core.
ALL_THERE = """DO $$ BEGIN
  FOR look IN 1..3000 LOOP
    IF (SELECT count(*) FROM attendance_event) >= %d THEN RETURN; END IF;
    PERFORM pg_sleep(0.1);
  END LOOP;
  RAISE 'The hub did not take everything in';
END $$"""
QUIET = "-Dlogback.configurationFile=logback-command.xml"


def _classpath():
    """That of the tests, which have a broker."""
    listed = os.path.join(cluster.DIRECTORY, "kafka.classpath")
    subprocess.run(["./mvnw", "-q", "-B", "-ntp", "dependency:build-classpath", f"-Dmdep.outputFile={listed}", "-Dmdep.includeScope=test"], check=True)
    with open(listed) as file:
        return "target/test-classes:target/classes:" + file.read().strip()


class Broker:
    """The tests' broker as a process of its own: ./mvnw test-compile makes it."""

    def __init__(self):
        folder = os.path.join(cluster.DIRECTORY, "kafka")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        self.classes = _classpath()
        port = machine.free_port()
        self.address = f"127.0.0.1:{port}"
        self.log = os.path.join(cluster.DIRECTORY, "kafka.log")
        self.process = machine.start(
            ["java", QUIET, "-Xmx512m", "-cp", self.classes, "changes.kafka.Broker", folder, str(port), str(machine.free_port())],
            stdout=subprocess.PIPE, stderr=open(self.log, "w"), text=True)
        for line in self.process.stdout:
            if line.startswith("ready"):
                return
        raise SystemExit("The broker did not start; see " + self.log)

    def fill(self, lines):
        done = subprocess.run(
            ["java", QUIET, "-cp", self.classes, "bench/kafka/Fill.java", self.address, TOPIC],
            input="".join(lines), text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        return int(done.stdout)


def kafka(database, say):
    count = int(os.environ.get("BENCH_KAFKA_EVENTS", 100_000))
    size = 1000
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    broker = Broker()
    hub = Hub(database, {**part_ingest.SETTINGS, "SPRING_PROFILES_ACTIVE": "kafka", "KAFKA_BROKERS": broker.address,
                         "HUB_MIRROR_ENABLED": "false"})
    database.psql(part_ingest.PERSONS)
    made = part_ingest.batches(part_ingest.events(count), size)
    lines = [_line(event) for batch in made for event in batch]
    floor = "".join(part_ingest._events(batch) for batch in made).replace("'rest'", "'kafka'")
    whole = "".join(part_ingest._all_rows(made)).replace("'rest'", "'kafka'")
    for _ in range(3):  # warm
        _through(database, broker, lines, count)
    say(f"{count:,} events of {part_ingest.EMPLOYEES:,} employees, in Kafka before the hub may take them; batches of {size:,}, a transaction a batch."
        "\n'events': psql inserts them into attendance_event and does nothing else. 'all rows': psql inserts all the rows that the hub has in"
        " the end.\nThe hub checks, stores and pairs them and fills the outbox, from the moment it may until the last one is there.")
    say(f"  events a second{'events':>14}{'all rows':>14}{'hub':>14}    busy before")
    rates = {"events": [], "all rows": [], "hub": []}
    for repeat in range(repeats):
        quiet = machine.wait_until_quiet()
        for name, sql in (("events", floor), ("all rows", whole)):
            database.psql(part_ingest.EMPTY)
            start = time.monotonic()
            subprocess.run(database.command(), input=sql, check=True, text=True, stdout=subprocess.DEVNULL)
            rates[name].append(count / (time.monotonic() - start))
        with machine.Cpu(hub=[hub.pid], postgres=database.pids, kafka=[broker.process.pid]) as cpu:
            rates["hub"].append(_through(database, broker, lines, count))
        say(f"  {repeat + 1:<15}" + "".join(f"{rate[-1]:14,.0f}" for rate in rates.values()) + f"    {quiet:9.0%}    {cpu}")
    say(f"  {'median':<15}" + "".join(f"{median(rate):14,.0f}" for rate in rates.values()))
    say(f"  hub / psql, events: {median(rates['hub']) / median(rates['events']):.2f}; target 0.5")
    say(f"  hub / psql, all rows: {median(rates['hub']) / median(rates['all rows']):.2f}\n")
    _out(database, say, count, repeats)
    hub.stop()
    machine.stop(broker.process)


def _line(event):
    n, kind, at = event
    value = {"person_id": f"EMP{n}", "type": kind, "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)),
             "terminal": "gate-1", "idempotency_key": f"k-{n}-{at}"}
    return f"EMP{n}\t{json.dumps(value)}\n"


def _through(database, broker, lines, count):
    """Fills the topic while the hub may take nothing in, then lets it. Events a second."""
    database.psql(part_ingest.EMPTY)
    gate = machine.start(database.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    gate.stdin.write("BEGIN;\nSELECT pg_advisory_xact_lock(4711, 0);\n\\echo locked\n")
    gate.stdin.flush()
    for line in gate.stdout:
        if line.startswith("locked"):
            break
    if broker.fill(lines) != count:
        raise SystemExit("The topic was not filled")
    start = float(database.psql("SELECT extract(epoch FROM clock_timestamp())"))
    gate.stdin.write("COMMIT;\n")
    gate.stdin.close()
    gate.wait()
    database.psql(ALL_THERE % count)
    end = float(database.psql("SELECT extract(epoch FROM max(received_at)) FROM attendance_event"))
    return count / (end - start)


def _out(database, say, count, repeats):
    """Changes that are in the table, until the hub has Kafka's word for all of them. Changes a second."""
    rates = []
    for _ in range(repeats):
        start = float(database.psql(
            "INSERT INTO change_event (flow, connection, model, record, operation, after)"
            f" SELECT 'mirror', 'default', 'res.partner', n, 'updated', sha256(n::text::bytea) FROM generate_series(1, {count}) n;"
            "SELECT extract(epoch FROM clock_timestamp())"))
        while database.psql("SELECT position >= change_horizon() FROM change_reader WHERE name = 'kafka'") != "t":
            time.sleep(0.05)
        rates.append(count / (float(database.psql("SELECT extract(epoch FROM clock_timestamp())")) - start))
    say(f"{count:,} changes out, until Kafka has confirmed the last one: median {median(rates):,.0f} a second")
