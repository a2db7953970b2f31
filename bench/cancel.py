"""Cancelling a workshop and telling its attendees: against one bare transaction through the mariadb client, and against
what the web application does with Sequelize, person by person."""

from common import SOURCE, Demo, end, in_turn, node, note, row, run

SIZES = [1000, 10000, 100000]
SEQUELIZE_MOST = 10000

demo = Demo()
packages = {"NODE_PATH": node() + "/node_modules"}
demo.sql(
    f"""INSERT INTO users (email, display_name, username, created_at, updated_at)
    SELECT CONCAT('crowd', seq, '@demo.example'), CONCAT('Crowd ', seq), CONCAT('crowd', seq), NOW(), NOW()
    FROM seq_1_to_{max(SIZES)}; ANALYZE TABLE users""",
    demo.database,
)
host = demo.sql("SELECT MIN(id) FROM users WHERE can_host = 1", demo.database).strip()


def sizes():
    for size in SIZES:
        workshop = demo.sql(
            f"""INSERT INTO workshops (host_id, title, scheduled_at, status, duration_minutes) VALUES ({host}, 'Crowded {size}',
                NOW() + INTERVAL 5 DAY, 'scheduled', 60); SET @w = LAST_INSERT_ID();
            INSERT INTO workshop_attendees (workshop_id, user_id, status) SELECT @w, id, 'rsvp' FROM users
                WHERE username LIKE 'crowd%' ORDER BY id LIMIT {size};
            UPDATE workshops SET attendee_count = {size}, agora_channel = CONCAT('workshop-', id) WHERE id = @w; SELECT @w""",
            demo.database,
        ).strip()
        yield size, workshop


def again(workshop):
    demo.sql(
        f"""UPDATE workshops SET status = 'scheduled' WHERE id = {workshop};
        DELETE FROM notifications WHERE entity_type = 'workshop' AND entity_id = {workshop}""",
        demo.database,
    )


def told(workshop):
    return int(demo.sql(f"SELECT COUNT(*) FROM notifications WHERE entity_id = {workshop} AND entity_type = 'workshop'"
                        " AND recipient_id IN (SELECT id FROM users WHERE username LIKE 'crowd%')", demo.database))


for size, workshop in sizes():
    bare = f"""BEGIN; SELECT id FROM workshops WHERE id = {workshop} FOR UPDATE;
        UPDATE workshops SET status = 'cancelled' WHERE id = {workshop};
        INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, preview_text, group_key)
            SELECT a.user_id, {host}, 'workshop_cancelled', 'workshop', {workshop}, 'Workshop has been cancelled by an admin',
                'workshop_cancelled:workshop:{workshop}'
            FROM workshop_attendees a JOIN users u ON u.id = a.user_id WHERE a.workshop_id = {workshop}
                AND a.status IN ('rsvp', 'joined') AND u.status = 'active' AND NOT EXISTS (SELECT 1 FROM blocks b WHERE
                (b.blocker_id = a.user_id AND b.blocked_id = {host}) OR (b.blocker_id = {host} AND b.blocked_id = a.user_id));
        COMMIT"""

    def side(arguments, text=None, env=None):
        def timed():
            again(workshop)
            ended = run(arguments, text, env=env)
            if told(workshop) != size:
                raise SystemExit(f"bench: {told(workshop)} of {size} were told by {arguments[0]}")
            peak.append(ended.memory)
            return ended.seconds

        peak = []
        timed.peak = peak
        return timed

    ours = side(demo.wsadmin("cancel", workshop, "--yes", "--as=root"))
    client = side(demo.client(demo.database), bare)
    platform = side(["node", SOURCE + "/bench/cancel.cjs", demo.socket, demo.database, workshop], env=packages)
    mine, by_hand = in_turn(ours, client)
    row(f"cancel, {size} attendees: bare transaction", mine, by_hand, 1.2)
    if size <= SEQUELIZE_MOST:
        mine, theirs = in_turn(ours, platform, rounds=3 if size > 1000 else 5)
        row(f"cancel, {size} attendees: Sequelize", mine, theirs, 1 / 100 if size == SEQUELIZE_MOST else 1)
    note(f"{size}: {demo.statements(ours)} statements, {max(ours.peak)} KiB")
demo.stop()
end()
