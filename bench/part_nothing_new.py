"""A pull with nothing new: how often it asks Odoo, and what it writes."""

from hub import Hub
from part_pages import Pages

WRITES = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables ORDER BY relname"


def nothing_new(database, say):
    server = Pages(20_000)
    hub = Hub(database, server.environment())
    hub.run()
    for recent, what in ((0, "nothing in the window"), (50, "50 partners, unchanged, still within the overlap")):
        server.show(20_000, recent)
        server.calls()
        before = _writes(database)
        row = hub.run()
        calls, after = server.calls(), _writes(database)
        written = {table: n - before.get(table, 0) for table, n in after.items() if n != before.get(table, 0)}
        ours = {table: n for table, n in written.items() if table not in ("sync_run", "sync_flow")}
        say(f"{what}: {sum(calls.values())} calls {calls}, target 2")
        say(f"  rows written: {sum(ours.values())} {ours or ''}, target 0; bookkeeping: {written}")
        say(f"  read {row['read']}, took {row['seconds'] * 1000:.0f} ms")


def _writes(database):
    """Rows written by table; the hub's sessions report theirs with some delay."""
    database.psql("SELECT pg_sleep(11)")
    return dict((line.split("|")[0], int(line.split("|")[1])) for line in database.psql(WRITES).splitlines())
