"""Customers' access: looking up an address, signing in, and what a burst of sign-ins does to everything else."""

import os
import re
import subprocess
import zipfile

import cluster
import machine
from hub import JAR, Hub
from machine import median

HERE = os.path.dirname(os.path.abspath(__file__))
CUSTOMERS, SIGNABLE = 1000, 500
CUSTOMER_PASSWORD = "bench-Customer-1"
COST = 12
CONNECTIONS = 8
BURST = 50
# An Odoo that nobody asks, nobody counts, and an address that is enough.
SETTINGS = {
    "ODOO_URL": "http://127.0.0.1:9", "ODOO_DB": "none", "ODOO_USERNAME": "none", "ODOO_API_KEY": "none",
    "HUB_SETUP_VERIFICATION": "none",
    **{f"HUB_ACCOUNTS_LIMITS_{what}_REQUESTS": "0"
       for what in ("REQUESTS_PER_ADDRESS", "SIGN_INS_PER_ACCOUNT", "CODES_PER_ACCOUNT", "MAILS_PER_ACCOUNT")},
}
# The libraries of the packaged hub that a plain Spring MVC application with a database has.
PLAIN = re.compile(r"(spring-(boot|boot-autoconfigure|core|beans|context|aop|expression|jcl|jdbc|tx|web|webmvc)"
                   r"|jackson-(core|databind|annotations|datatype-jdk8|datatype-jsr310|module-parameter-names)|tomcat-embed-(core|el)"
                   r"|HikariCP|postgresql|slf4j-api|jul-to-slf4j|logback-(classic|core)|jakarta\.annotation-api"
                   r"|micrometer-(commons|observation)|spring-security-crypto)-\d[^/]*\.jar$")


class Talker:
    """A program that answers each line with a line."""

    def __init__(self, *command):
        self.process = machine.start(["java", *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, *words):
        print(*words, file=self.process.stdin, flush=True)

    def hear(self):
        line = self.process.stdout.readline().split()
        if not line:
            raise SystemExit("A program of the benchmark failed; what it said is above.")
        return line

    def ask(self, *words):
        self.tell(*words)
        return [float(word) for word in self.hear()]


class Floors:
    """bench/bare, compiled against the libraries of the packaged hub."""

    def __init__(self):
        self.path = os.path.join(cluster.DIRECTORY, "bare")
        os.makedirs(self.path, exist_ok=True)
        with zipfile.ZipFile(JAR) as jar:
            names = [name for name in jar.namelist() if name.startswith("BOOT-INF/lib/") and PLAIN.match(os.path.basename(name))]
            for name in names:
                with open(os.path.join(self.path, os.path.basename(name)), "wb") as file:
                    file.write(jar.read(name))
        self.classpath = os.pathsep.join([self.path, *(os.path.join(self.path, os.path.basename(name)) for name in names)])
        sources = [os.path.join(HERE, "bare", name) for name in ("Bare.java", "Bcrypt.java")]
        subprocess.run(["javac", "-parameters", "-d", self.path, "-cp", self.classpath, *sources], check=True)

    def handler(self, database, *settings):
        port = machine.free_port()
        talker = Talker(
            "-cp", self.classpath, "Bare", f"--server.port={port}", "--server.address=127.0.0.1", f"--spring.datasource.url={database.url()}",
            "--spring.datasource.username=postgres", "--spring.datasource.password=none",
            "--spring.datasource.hikari.maximum-pool-size=10", "--spring.main.banner-mode=off", "--logging.level.root=error", *settings)
        if talker.hear() != ["ready", "10"]:
            raise SystemExit("The bare handler did not start.")
        return port, talker.process.pid

    def bcrypt(self, threads):
        talker = Talker("-cp", self.classpath, "Bcrypt", str(threads), str(COST), CUSTOMER_PASSWORD)
        return talker, talker.hear()[0]


def accounts(database, say):
    repeats = int(os.environ.get("BENCH_REPEATS", 5))
    seconds = float(os.environ.get("BENCH_ACCOUNTS_SECONDS", 3))
    sign_ins = int(os.environ.get("BENCH_ACCOUNTS_SIGN_INS", 30))
    threads = int(os.environ.get("BENCH_ACCOUNTS_BCRYPT_THREADS", 0)) or os.cpu_count()
    floors = Floors()
    hub = Hub(database, {**SETTINGS, "HUB_ACCOUNTS_BCRYPT_COST": str(COST), "HUB_ACCOUNTS_BCRYPT_THREADS": str(threads)})
    bcrypt, password = floors.bcrypt(threads)
    database.psql(
        "INSERT INTO customers (name, email, type, odoo_partner_id, password, email_verified_at)"
        f" SELECT 'Bench ' || n, 'bench-' || n || '@example.com', 'individual', n, CASE WHEN n <= {SIGNABLE} THEN '{password}' END,"
        f" CASE WHEN n <= {SIGNABLE} THEN now() END FROM generate_series(1, {CUSTOMERS}) n;\nVACUUM ANALYZE;\nCHECKPOINT;")
    load = Talker(os.path.join(HERE, "Load.java"), str(CUSTOMERS), str(SIGNABLE), CUSTOMER_PASSWORD)
    say(f"{CUSTOMERS:,} customers, {CONNECTIONS} connections, bcrypt of cost {COST} on {threads} threads. The load, PostgreSQL and what"
        " is measured share the processors.")
    _check_email(database, say, load, hub, floors, repeats, seconds)
    _sign_in(database, say, load, hub, bcrypt, repeats, sign_ins)
    _burst(say, load, hub, bcrypt, repeats, seconds)


def _check_email(database, say, load, hub, floors, repeats, seconds):
    who = {"hub": (hub.port, hub.pid), "bare": floors.handler(database)}
    warm = float(os.environ.get("BENCH_ACCOUNTS_WARM", 60))
    for port, _ in who.values():
        load.ask("check", port, CONNECTIONS, warm)
    say(f"\ncheck-email, requests a second over {seconds:g} s" + "".join(f"{name:>18}" for name in who) + "    busy before")
    rates, cpu_ms = {name: [] for name in who}, {name: [] for name in who}
    for repeat in range(repeats):
        quiet = machine.wait_until_quiet()
        for name, (port, pid) in who.items():
            with machine.Cpu(server=[pid]) as cpu:
                requests, took = load.ask("check", port, CONNECTIONS, seconds)
            rates[name].append(requests / took)
            cpu_ms[name].append(1000 * cpu.seconds["server"] / requests)
        say(f"  {repeat + 1:<40}" + "".join(f"{rates[name][-1]:18,.0f}" for name in who) + f"    {quiet:9.0%}")
    say(f"  {'median':<40}" + "".join(f"{median(rates[name]):18,.0f}" for name in who))
    say(f"  {'ms of processor time a request, server':<40}" + "".join(f"{median(cpu_ms[name]):18.3f}" for name in who))
    say(f"  hub / bare: {median(rates['hub']) / median(rates['bare']):.2f}; target 0.6")
    for name in list(who)[1:]:
        machine.stop(next(child for child in machine.CHILDREN if child.pid == who[name][1]))


def _sign_in(database, say, load, hub, bcrypt, repeats, count):
    load.ask("login", hub.port, CONNECTIONS, max(4, count))  # warm
    bcrypt.ask(max(4, count // 4))
    say(f"\n{count} sign-ins, a second{'hub':>18}{'bcrypt alone':>18}    busy before")
    ours, floor = [], []
    for repeat in range(repeats):
        quiet = machine.wait_until_quiet()
        done, took = load.ask("login", hub.port, CONNECTIONS, count)
        if done != count:
            raise SystemExit(f"{done} of {count} signed in")
        ours.append(done / took)
        floor.append(count / bcrypt.ask(count)[0])
        say(f"  {repeat + 1:<20}{ours[-1]:18.2f}{floor[-1]:18.2f}    {quiet:9.0%}")
    say(f"  {'median':<20}{median(ours):18.2f}{median(floor):18.2f}")
    say(f"  hub / bcrypt alone: {median(ours) / median(floor):.3f}; target 0.95")


def _burst(say, load, hub, bcrypt, repeats, seconds):
    say(f"\np99 in ms, each address 100 times a second{'check-email':>28}{'readiness':>40}")
    columns = ("quiet", "burst", "elsewhere")
    say(f"  {'':<30}" + "".join(f"{name:>13}" for name in columns * 2) + "    busy before")
    load.ask("probe", hub.port, 100, seconds, 0)  # warm
    p99 = {(address, name): [] for address in (0, 1) for name in columns}
    lasted, looks = [], []
    for repeat in range(repeats):
        quiet = machine.wait_until_quiet()
        for name in columns:
            if name == "elsewhere":
                bcrypt.tell(BURST)
            answer = load.ask("probe", hub.port, 100, seconds, BURST if name == "burst" else 0)
            if name == "elsewhere":
                bcrypt.hear()
            for address in (0, 1):
                p99[address, name].append(answer[3 + 3 * address])
            if name == "burst":
                lasted.append(answer[0])
                looks.append(int(min(answer[1], answer[4])))
        say(f"  {repeat + 1:<30}" + "".join(f"{times[-1]:13.2f}" for times in p99.values()) + f"    {quiet:9.0%}")
    say(f"  {'median':<30}" + "".join(f"{median(times):13.2f}" for times in p99.values()))
    say(f"  burst: {BURST} sign-ins sent at once, all answered after {median(lasted):.1f} s, at least {min(looks)} looks at each address;"
        " elsewhere: the hub is quiet while another program runs as many bcrypts on as many threads")
    for address, what in ((0, "check-email"), (1, "readiness")):
        say(f"  {what}: burst / quiet: {median(p99[address, 'burst']) / median(p99[address, 'quiet']):.2f}; target 2;"
            f" elsewhere / quiet: {median(p99[address, 'elsewhere']) / median(p99[address, 'quiet']):.2f}")
