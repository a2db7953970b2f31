"""The console: to its first full screen against the client's same rows, bytes for a key against htop and mc, and a key
while the server lets a query wait against a key when idle."""

import shutil as tools

from common import Demo, Terminal, end, in_turn, note, os, row, run, time

ROWS, COLUMNS, KEYS = 50, 200, 40
demo = Demo("large")
console = demo.wsadmin("--as=root")


def first_screen():
    terminal = Terminal(console, ROWS, COLUMNS)
    taken = terminal.wait_for(b"joined of")
    terminal.read(0.2)
    terminal.stop(b"q")
    return taken


def same_rows():
    page = """SELECT w.*, u.username, c.slug FROM workshops w JOIN users u ON u.id = w.host_id
        LEFT JOIN workshop_categories c ON c.id = w.category_id WHERE w.status = '%s' ORDER BY w.scheduled_at, w.id LIMIT 45;"""
    lower = """SELECT a.*, u.username FROM workshop_attendees a JOIN users u ON u.id = a.user_id WHERE a.workshop_id =
        (SELECT id FROM workshops WHERE status IN ('live', 'lobby') ORDER BY status, scheduled_at LIMIT 1);"""
    return run(demo.client(demo.database), "".join(page % s for s in ("live", "lobby", "scheduled"))
        + "SELECT * FROM workshop_categories; SELECT * FROM workshop_series ORDER BY id LIMIT 45;" + lower).seconds


mine, client = in_turn(first_screen, same_rows)
row("first full screen: mariadb -e of its rows", mine, client, 2)


def bytes_of_keys(arguments, key, quit_keys, ready=None, before=b""):
    """Bytes written for one step of the cursor, of many."""
    terminal = Terminal(arguments, ROWS, COLUMNS)
    if ready:
        terminal.wait_for(ready)
    terminal.read(1)
    terminal.write(before)
    terminal.read(0.5)
    written = 0
    for _ in range(KEYS):
        terminal.write(key)
        written += len(terminal.read(0.15))
    terminal.stop(quit_keys)
    return written / KEYS


def count(value):
    return f"{value:.0f} bytes"


down = b"\x1bOB"
full = bytes_of_keys(console, b"j", b"q", b"joined of", b"pz")
marker_conf = os.environ["HOME"] + "/marker.conf"
with open(marker_conf, "w") as file:
    file.write("bar = marker\n")
os.chmod(marker_conf, 0o600)
marker = bytes_of_keys([*console, "--config=" + marker_conf], b"j", b"q", b"joined of", b"pz")
for other, keys in (("htop", b"q"), ("mc", b"\x1b0y")):
    if not tools.which(other):
        raise SystemExit(f"bench: {other} is missing: apt-get install {other}")
htop = bytes_of_keys(["htop", "-d", "100"], down, b"q")
files = os.environ["HOME"] + "/files"
os.makedirs(files)
for i in range(60):
    open(f"{files}/file-{i:02}", "w").close()
mc = bytes_of_keys(["mc", "-X", files, files], down, b"\x1b0\n")
row("bytes for a key, full bar: htop", full, htop, 1, count)
row("bytes for a key, full bar: mc", full, mc, 1, count)
row("bytes for a key, marker: htop", marker, htop, 1, count)
row("bytes for a key, marker: mc", marker, mc, 1, count)

terminal = Terminal(console, ROWS, COLUMNS)
terminal.wait_for(b"joined of")
terminal.read(1)


def key_to_paint():
    terminal.read(0.05)
    begin = time.monotonic()
    terminal.write(b"j")
    os.read(terminal.fd, 65536)
    return time.monotonic() - begin


idle, = in_turn(key_to_paint, rounds=31)
lock = Terminal(demo.client(demo.database, "-e", "LOCK TABLES workshops WRITE, workshop_attendees WRITE; SELECT 'locked'; DO SLEEP(10)"))
lock.wait_for(b"locked")
terminal.write(b"r")
busy, = in_turn(key_to_paint, rounds=31)
note("waiting: " + demo.sql("SELECT COUNT(*) FROM information_schema.processlist WHERE state LIKE 'Waiting for table%'").strip())
row("key to paint, a query waits: idle", busy, idle, 1.5)
terminal.stop(b"q")
demo.stop()
end()
