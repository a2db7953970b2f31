"""Occurrences a second against npm's rrule and libical, and filling a series' workshops against inserting them."""

from common import BUILD, SOURCE, Demo, end, in_turn, node, note, os, row, run

FROM = 1798794000  # Friday 2027-01-01 09:00 UTC
RULES = ["FREQ=DAILY;COUNT=2000", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=2000", "FREQ=MONTHLY;BYDAY=-1SU;COUNT=500"]
SERIES, DAYS = 200, 90


def rate(*arguments, env=None):
    """Seconds for an occurrence."""
    return lambda: 1 / float(run(list(arguments), env=env).out)


packages = {"NODE_PATH": node() + "/node_modules"}
program = BUILD + "/bench/occurrences"
script = SOURCE + "/bench/occurrences.cjs"


def nanoseconds(value):
    return f"{value * 1e9:.0f} ns"


for rule in RULES:
    ours, theirs, libical = in_turn(
        rate(program, rule, str(FROM), "0.3"),
        rate("node", script, rule, str(FROM), "0.3", env=packages),
        rate(program, rule, str(FROM), "0.3", "libical"),
    )
    row(f"{rule.split(';COUNT')[0][5:]}: npm's rrule", ours, theirs, 1 / 20, nanoseconds)
    row(f"{rule.split(';COUNT')[0][5:]}: libical", ours, libical, 1, nanoseconds)

demo = Demo()
demo.sql(
    f"""CREATE DATABASE fill CHARACTER SET utf8mb4; USE fill;
    CREATE TABLE users LIKE {demo.database}.users; INSERT INTO users SELECT * FROM {demo.database}.users;
    CREATE TABLE notifications LIKE {demo.database}.notifications; CREATE TABLE blocks LIKE {demo.database}.blocks"""
)
run(demo.wsadmin("migrate", database="fill"))
demo.sql(
    f"""INSERT INTO workshop_series (host_id, title, rrule, time_of_day, timezone, duration_minutes, is_active)
        SELECT (SELECT MIN(id) FROM users WHERE can_host = 1), CONCAT('Series ', seq), 'FREQ=DAILY', '07:30:00',
            'Europe/Madrid', 60, 1 FROM seq_1_to_{SERIES};
    CREATE TABLE first AS SELECT * FROM workshops""",
    "fill",
)
fill = demo.wsadmin("series", "fill", "--all", f"--horizon={DAYS}", "--yes", "--as=root", database="fill")


def ours():
    demo.sql("DELETE FROM workshops", "fill")
    return run(fill).seconds


statements = demo.statements(ours)
columns = [c for c in demo.sql("SHOW COLUMNS FROM workshops", "fill").split("\n") if c]
names = ", ".join(c.split("\t")[0] for c in columns if c.split("\t")[0] != "id")
made = int(demo.sql("SELECT COUNT(*) FROM workshops", "fill"))
values = demo.sql(f"SELECT {', '.join('QUOTE(' + n + ')' for n in names.split(', '))} FROM workshops ORDER BY id", "fill")
rows = ["(" + ", ".join(line.split("\t")) + ")" for line in values.replace("\\\\", "\\").split("\n") if line]
insert = f"INSERT INTO workshops ({names}) VALUES "
single = "".join(f"{insert}{r};\n" for r in rows)
bulk = "BEGIN;\n" + "".join(f"{insert}{', '.join(rows[i : i + 500])};\n" for i in range(0, len(rows), 500)) + "COMMIT;\n"


def client(statements):
    def side():
        demo.sql("DELETE FROM workshops", "fill")
        return run(demo.client("fill"), statements).seconds

    return side


filled, one_by_one, floor = in_turn(ours, client(single), client(bulk))
note(f"series fill: {made} workshops of {SERIES} series, {statements} statements")
row(f"series fill {SERIES} x {DAYS}: row by row", filled, one_by_one, 1)
row(f"series fill {SERIES} x {DAYS}: bulk insert", filled, floor, 1.5)
demo.stop()
end()
