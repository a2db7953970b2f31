"""What the comparisons of bench/ share: example databases made by wsadmin itself, programs run and timed, terminals, and
the table. Both sides of a comparison take turns in one run, and what counts is the ratio of their medians: machines
differ, ratios much less. Run by `make bench`."""

import fcntl
import glob
import os
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

SOURCE = os.environ["top_srcdir"]
BUILD = os.path.abspath(os.environ["top_builddir"])
WSADMIN = os.path.join(BUILD, "wsadmin")
ROUNDS = int(os.environ.get("ROUNDS", "5"))

folder = tempfile.mkdtemp(prefix="wsbench.")
os.environ.update(TMPDIR=folder, HOME=folder, XDG_STATE_HOME=folder + "/state", LC_ALL="C.UTF-8", TZ="UTC")
for name in ("LANGUAGE", "WSADMIN_AS", "DB_HOST", "DB_NAME", "DB_USER", "DB_PASS"):
    os.environ.pop(name, None)


class Terminal:
    """A program on a terminal of its own: what it writes is counted, not drawn."""

    def __init__(self, arguments, rows=24, columns=80):
        self.seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "screen-256color"
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(arguments[0], arguments)

    def read(self, seconds):
        """What is written until nothing comes for so long."""
        out = b""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                part = os.read(self.fd, 65536)
            except OSError:
                break
            if not part:
                break
            out += part
        self.seen = (self.seen + out)[-200000:]
        return out

    def wait_for(self, text, seconds=600):
        """Seconds until it is written."""
        begin, out = time.monotonic(), b""
        while text not in out:
            left = seconds - (time.monotonic() - begin)
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                sys.exit(f"bench: waited {seconds} s for {text!r}; there was: {out[-800:]!r}")
            out += os.read(self.fd, 65536)
        return time.monotonic() - begin

    def write(self, keys):
        os.write(self.fd, keys)

    def memory(self):
        """KiB of its peak of resident memory."""
        with open(f"/proc/{self.pid}/status") as status:
            return int(next(line for line in status if line.startswith("VmHWM")).split()[1])

    def stop(self, keys):
        self.write(keys)
        while True:
            pid, _ = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                break
            self.read(0.05)
        os.close(self.fd)


class Demo:
    """wsadmin's example database, which is there as long as its console runs."""

    def __init__(self, size=None):
        print(f"# making the {size or 'small'} example", flush=True)
        before = set(glob.glob(folder + "/wsadmin-demo-*"))
        self.console = Terminal([WSADMIN, "--demo" + (f"={size}" if size else "")])
        self.console.wait_for(b"Upcoming", 3600)
        (place,) = set(glob.glob(folder + "/wsadmin-demo-*")) - before
        self.socket = place + "/sock"
        self.database = self.sql("SELECT table_schema FROM information_schema.tables WHERE table_name = 'workshops'").strip()

    def client(self, *more):
        return ["mariadb", "--no-defaults", "-uroot", "-S", self.socket, "--default-character-set=utf8mb4", "-N", "-B", *more]

    def sql(self, text, database=None):
        return run(self.client(*([database] if database else [])), text).out

    def wsadmin(self, *words, database=None):
        return [WSADMIN, "--no-defaults", "-uroot", "-S", self.socket, "-D", database or self.database, *words]

    def statements(self, action):
        """How many statements the server was sent meanwhile."""

        def questions():
            return int(self.sql("SHOW GLOBAL STATUS LIKE 'Questions'").split()[1])

        first = questions()
        own = questions() - first
        begin = questions()
        action()
        return questions() - begin - own

    def stop(self):
        self.console.stop(b"q")


class Ended:
    def __init__(self, seconds, out, memory):
        self.seconds, self.out, self.memory = seconds, out, memory


def run(arguments, text=None, good=(0,), env=None):
    """Runs a program to its end; stops the whole run when it fails."""
    begin = time.monotonic()
    given = tempfile.TemporaryFile()
    taken, complaints = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    given.write((text or "").encode())
    given.seek(0)
    p = subprocess.Popen(arguments, stdin=given, stdout=taken, stderr=complaints, env={**os.environ, **(env or {})})
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - begin
    taken.seek(0)
    complaints.seek(0)
    out = taken.read().decode("utf-8", "replace")
    if p.returncode not in good:
        sys.exit(f"bench: {' '.join(arguments)} ended with {p.returncode}: {out[-500:]}{complaints.read().decode()[-500:]}")
    return Ended(seconds, out, usage.ru_maxrss)


def node():
    """The folder of npm's packages, those of tests/interop, fetched once a build folder."""
    place = os.path.join(BUILD, "tests/interop/node")
    if not os.path.isdir(place + "/node_modules/rrule"):
        os.makedirs(place, exist_ok=True)
        shutil.copy(SOURCE + "/tests/interop/package.json", place)
        run(["npm", "install", "--prefix", place, "--no-audit", "--no-fund", "--no-package-lock"])
    return place


def in_turn(*sides, rounds=ROUNDS):
    """Medians of what each side returns (seconds), the sides taking turns."""
    taken = [[] for _ in sides]
    for _ in range(rounds):
        for side, values in zip(sides, taken):
            values.append(side())
    return [statistics.median(values) for values in taken]


missed = 0
print(f"{'':44} {'wsadmin':>11} {'other':>11} {'ratio':>8}  mark")


def show(value):
    return f"{value * 1e6:.0f} us" if value < 0.001 else f"{value * 1e3:.1f} ms" if value < 1 else f"{value:.2f} s"


def row(what, ours, theirs, most, shown=show):
    """A line of the table: ours / theirs may be at most this."""
    global missed
    good = ours <= theirs * most
    missed += not good
    mark = f"<= {most:g}" if most >= 0.1 else f"<= 1/{1 / most:.0f}"
    print(f"{what:44} {shown(ours):>11} {shown(theirs):>11} {ours / theirs:8.3f}  {mark}{'' if good else '  MISSED'}", flush=True)


def note(text):
    print(f"# {text}", flush=True)


def end():
    shutil.rmtree(folder, ignore_errors=True)
    print(f"# {missed} missed" if missed else "# all within their marks")
    sys.exit(1 if missed else 0)
