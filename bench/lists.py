"""Pages of lists: against the best statement that a person would write for the same rows, and on a million workshops
(with ten million attendees: HUGE=1) against the small example. Memory of the console likewise."""

from common import BUILD, Demo, end, note, os, row, run

CROWD = 100000


def crowded(demo):
    """A workshop with CROWD attendees."""
    workshop = demo.sql("SELECT MAX(id) FROM workshops", demo.database).strip()
    demo.sql(
        f"""INSERT INTO users (email, display_name, username, created_at, updated_at)
            SELECT CONCAT('crowd', seq, '@demo.example'), CONCAT('Crowd ', seq), CONCAT('crowd', seq), NOW(), NOW()
            FROM seq_1_to_{CROWD};
        INSERT INTO workshop_attendees (workshop_id, user_id, status) SELECT {workshop}, id, 'rsvp' FROM users
            WHERE username LIKE 'crowd%';
        ANALYZE TABLE workshop_attendees, users""",
        demo.database,
    )
    return workshop


def pages(demo):
    host = demo.sql("SELECT host_id FROM workshops GROUP BY 1 ORDER BY ABS(COUNT(*) - 100) LIMIT 1", demo.database).strip()
    middle = demo.sql("SELECT id FROM workshops ORDER BY scheduled_at LIMIT 1 OFFSET 900", demo.database).strip()
    lines = run([BUILD + "/bench/lists", demo.socket, demo.database, crowded(demo), host, middle]).out.splitlines()
    return {name: (int(ours) / 1e6, int(theirs) / 1e6) for name, ours, theirs in (line.split("\t") for line in lines)}


def memory(demo):
    """Of a console that has seen the beginning and the end of a list."""
    demo.console.write(b"aG")
    demo.console.read(1)
    return demo.console.memory()


small = Demo()
size = "huge" if os.environ.get("HUGE") else "large"
big = Demo(size)
small_memory, big_memory = memory(small), memory(big)
on_small, on_big = pages(small), pages(big)
for name, (ours, theirs) in on_big.items():
    row(f"{name}, {size}: best statement", ours, theirs, 1.3)
for name, (ours, _) in on_big.items():
    row(f"{name}: {size} / small", ours, on_small[name][0], 1.5)
row(f"memory of the console: {size} / small", big_memory, small_memory, 1.2, lambda kib: f"{kib} KiB")
small.stop()
big.stop()
end()
