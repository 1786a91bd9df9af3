"""The machine: how busy it is, who uses its processors, and children that are ended with us."""

import atexit
import os
import signal
import socket
import statistics
import subprocess
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")
CHILDREN = []


def busy(seconds=1.0):
    """Share of all processors in use over a span, 0 to 1."""
    a, b = _stat(), (time.sleep(seconds), _stat())[1]
    return 1 - (b[1] - a[1]) / max(1, b[0] - a[0])


def _stat():
    with open("/proc/stat") as stat:
        numbers = [int(n) for n in stat.readline().split()[1:9]]
    return sum(numbers), numbers[3] + numbers[4]


def wait_until_quiet(limit=0.15, patience=None):
    """Waits until other processes leave the machine alone; gives up after BENCH_PATIENCE seconds. Returns how busy it is."""
    patience = float(os.environ.get("BENCH_PATIENCE", 60)) if patience is None else patience
    until = time.monotonic() + patience
    while (now := busy()) > limit and time.monotonic() < until:
        pass
    return now


class Cpu:
    """Processor seconds by process over a span: `with Cpu(hub=[pid]) as cpu`, then cpu.seconds."""

    def __init__(self, **pids):
        self.pids = pids

    def __enter__(self):
        self.start, self.before = time.monotonic(), self._now()
        return self

    def __exit__(self, *_):
        after = self._now()
        self.wall = time.monotonic() - self.start
        self.seconds = {who: max(0.0, after[who] - self.before[who]) for who in after}
        everything = self.seconds.pop("machine")
        self.seconds["others"] = max(0.0, everything - sum(self.seconds.values()))

    def __str__(self):
        return ", ".join(f"{who} {seconds:.2f}" for who, seconds in self.seconds.items()) + f" CPU s in {self.wall:.2f} s"

    def _now(self):
        total, idle = _stat()
        seconds = {who: sum(_cpu(pid) for pid in (pids() if callable(pids) else pids)) for who, pids in self.pids.items()}
        seconds["machine"] = (total - idle) / TICKS
        return seconds


def _cpu(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])) / TICKS
    except OSError:
        return 0.0


def tree(pid):
    """A process and its children."""
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [pid, *map(int, children.read().split())]


def peak_memory(pid):
    """Peak resident memory in MiB."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(command, **options):
    child = subprocess.Popen(command, start_new_session=True, **options)
    CHILDREN.append(child)
    return child


def stop(child):
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(30)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


@atexit.register
def stop_all():
    while CHILDREN:
        stop(CHILDREN.pop())


def median(numbers):
    return statistics.median(numbers)


def describe():
    cores = os.cpu_count()
    with open("/proc/meminfo") as info:
        memory = int(info.readline().split()[1]) / 1024 / 1024
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    return f"{cores} cores, {memory:.0f} GiB, {java}, load {os.getloadavg()[0]:.2f}"
