"""Migrations against the same statements through the mariadb client, and against npm's sequelize-cli."""

from common import SOURCE, Demo, end, in_turn, node, note, os, row, run, shutil

demo = Demo()
here = SOURCE + "/tests/interop"
packages = node()
nine = os.environ["TMPDIR"] + "/nine"
shutil.copytree(here + "/migrations", nine, ignore=shutil.ignore_patterns("066*"))
with open(SOURCE + "/tests/data/platform-tables.sql") as file:
    platform = file.read()


def fresh(name):
    demo.sql(f"DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name} CHARACTER SET utf8mb4; USE {name};\n" + platform)


def sequelize(*words):
    return run(
        [packages + "/node_modules/.bin/sequelize-cli", "--config", here + "/config.cjs", "--migrations-path", nine, *words],
        env={"NODE_PATH": packages + "/node_modules", "DB_NAME": "theirs", "WSTEST_SOCKET": demo.socket, "PWD": packages},
    ).seconds


def ours():
    fresh("ours")
    return run(demo.wsadmin("migrate", database="ours")).seconds


def theirs():
    fresh("theirs")
    return sequelize("db:migrate")


def statements():
    """The result of ours, as statements in the order in which tables refer to each other."""
    changed = "ALTER TABLE users ADD COLUMN can_host TINYINT(1) NOT NULL DEFAULT 1;\n"
    for column in ("type", "entity_type"):
        line = next(l for l in demo.sql("SHOW CREATE TABLE notifications", "ours").replace("\\n", "\n").split("\n") if f"`{column}`" in l)
        changed += f"ALTER TABLE notifications MODIFY {line.strip().rstrip(',')};\n"
    made = ""
    for table in ("SequelizeMeta", "workshop_categories", "workshop_series", "workshops", "workshop_attendees", "workshop_chats",
                  "workshop_notes", "workshop_invites"):
        made += demo.sql(f"SHOW CREATE TABLE {table}", "ours").split("\t", 1)[1].replace("\\n", "\n").strip() + ";\n"
    names = demo.sql("SELECT QUOTE(name) FROM SequelizeMeta ORDER BY name", "ours").split()
    return changed + made + f"INSERT INTO SequelizeMeta VALUES {', '.join(f'({n})' for n in names)};\n"


ours()
plain = statements()


def client():
    fresh("plain")
    return run(demo.client("plain"), plain).seconds


mine, by_hand, cli = in_turn(ours, client, theirs)
row("migrate: the same DDL by the client", mine, by_hand, 1.3)
row("migrate: sequelize-cli", mine, cli, 1 / 10)
note(f"migrate: {demo.statements(lambda: run(demo.wsadmin('migrate', database='plain')))} statements when all is there")
mine, by_hand, cli = in_turn(
    lambda: run(demo.wsadmin("migrate", "status", database="ours")).seconds,
    lambda: run(demo.client("ours"), "SELECT name FROM SequelizeMeta ORDER BY name").seconds,
    lambda: sequelize("db:migrate:status"),
)
row("migrate status: the journal by the client", mine, by_hand, 1.3)
row("migrate status: sequelize-cli", mine, cli, 1 / 10)
demo.stop()
end()
