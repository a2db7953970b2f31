# new, set and delete: every entity, limits, rights, references, and what stands in the way.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
as() { local who=$1; shift; "$WSADMIN" --defaults-file="$dir/my.cnf" --as="$who" "$@"; }
cell() { sql platform -e "$1"; } # QUERY

run ws new category "name= Grief & Hope " --dry-run
is "new category, dry run: status" "$status" 0
has "new category, dry run: what" "$out" 'category "Grief & Hope"  new; name: Grief & Hope; slug: grief-hope; order: 3; active: yes'
is "new category, dry run: nothing made" "$(cell "SELECT COUNT(*) FROM workshop_categories")" 2
run ws new category "name=Grief & Hope" --yes
is "new category: status" "$status" 0
has "new category: its id is said" "$out" "categories made: 1, #3"
is "new category: made" "$(cell "SELECT name, slug, sort_order, is_active FROM workshop_categories WHERE id = 3")" \
    "Grief & Hope	grief-hope	3	1"
run ws new category name=Prayer --yes
is "a slug that is taken: status" "$status" 65
has "a slug that is taken: whose" "$errors" 'the slug prayer is that of category #1 "Prayer"'
run ws new category name=祈り --yes
is "a name without a slug: status" "$status" 65
has "a name without a slug: what to do" "$errors" "slug=TEXT"
run ws new category name=祈り slug=Inori --yes
is "no slug: status" "$status" 65
has "no slug: the one that was meant" "$errors" "did you mean inori?"
run ws new category name=祈り slug=inori "description=" --yes
is "a slug that is said: status" "$status" 0
run ws new category name=P --yes
is "too short a name: status" "$status" 65
run ws new category slug=x --yes
is "no name: status" "$status" 64
has "no name: said" "$errors" "new category: name is needed"
run ws new category name=X1 colour=red --yes
is "unknown field: status" "$status" 64
has "unknown field: the known ones" "$errors" "name slug description sort_order is_active"
run ws set category prayer is_active=no name=Prayers --json --yes
is "set: status" "$status" 0
is "set: done, the slug stays" "$(cell "SELECT name, slug, is_active FROM workshop_categories WHERE id = 1")" "Prayers	prayer	0"
run ws set category 1 2 sort_order= --yes
is "places worked out, one each" "$(cell "SELECT GROUP_CONCAT(sort_order ORDER BY id) FROM workshop_categories WHERE id < 3")" \
    "$(cell "SELECT CONCAT(MAX(sort_order) - 1, ',', MAX(sort_order)) FROM workshop_categories")"
run ws set category 1 slug== --yes
is "a slug made anew" "$(cell "SELECT slug FROM workshop_categories WHERE id = 1")" prayers
run ws set category 1 is_active=no --yes
is "set again: status" "$status" 0
has "set again: nothing to do" "$out$errors" "nothing to do"
run ws set category 99 is_active=no --yes
is "set what is not there: status" "$status" 65
run ws set category is_active=no --yes
is "set without rows: status" "$status" 64
run ws delete category 1 --dry-run
has "delete category: what it costs" "$out" "2 workshops lose their category"
has "delete category: and series" "$out" "1 series loses its category"
run ws delete category 1 --yes
is "delete category: status" "$status" 0
is "delete category: gone" "$(cell "SELECT COUNT(*) FROM workshop_categories WHERE id = 1")" 0
run as mod set category 2 is_active=no --yes
is "categories are not for moderators: status" "$status" 77
run ws delete user ana --yes
is "users are not deleted: status" "$status" 65
has "users are not deleted: what to do" "$errors" "can-host"

# Workshops.
new_workshop() { run ws new workshop host=keiko "title=Night watch" "$@"; }
new_workshop "scheduled_at=2026-11-24 12:10" --yes
is "too soon: status" "$status" 65
has "too soon: said" "$errors" "less than 15 minutes"
new_workshop scheduled_at=2026-12-24T10:00:00Z duration_minutes=10 --yes
is "too short: status" "$status" 65
has "too short: said" "$errors" "duration_minutes: a number from 15 to 480, not 10"
new_workshop scheduled_at=2026-12-24T10:00:00Z max_capacity=501 --yes
is "too many seats: status" "$status" 65
run ws new workshop host=tom title=Banned scheduled_at=2026-12-24T10:00:00Z --yes
is "a banned host: status" "$status" 65
has "a banned host: said" "$errors" "@tom cannot host"
new_workshop scheduled_at=2026-12-24T10:00:00Z --dry-run
has "new workshop, dry run: when, in the host's zone" "$out" "takes place Thu 24 Dec 2026 19:00 (Asia/Tokyo)"
has "new workshop, dry run: who is told" "$out" 'You are now the host of "Night watch", Thu 24 Dec 2026 19:00 (Asia/Tokyo)'
new_workshop scheduled_at=2026-12-24T10:00:00Z max_capacity=20 --yes
is "new workshop: status" "$status" 0
has "new workshop: told" "$out" "workshops made: 1, 1 notification sent, #16"
is "new workshop: made, with its channel" \
    "$(cell "SELECT host_id, scheduled_at, status, max_capacity, agora_channel FROM workshops WHERE id = 16")" \
    "4	2026-12-24 10:00:00	scheduled	20	workshop-16"
is "new workshop: the host's news" "$(cell "SELECT recipient_id, entity_id, preview_text FROM notifications WHERE type = 'workshop_updated'")" \
    "4	16	You are now the host of \"Night watch\", Thu 24 Dec 2026 19:00 (Asia/Tokyo)"
run ws set workshop 16 host=luis --dry-run
has "another host: told in the new host's zone" "$out" "04:00 (America/Mexico_City)"
has "another host: by name" "$out" "host: @keiko -> @luis"
run ws set workshop 16 host=luis --dry-run --json
has "a reference in JSON: its id and its name" "$out" '"field":"host_id","before":"4","after":"3","before_name":"@keiko","after_name":"@luis"'
for url in javascript:alert file:///etc/passwd ftp://x/y https:// "https://x y" http:///x; do
    run ws set workshop 16 "recording_url=$url" --yes
    is "an address that is none, $url: status" "$status" 65
done
has "an address that is none: what to do" "$errors" "it begins with https:// or http://"
run ws set workshop 16 recording_url=https://cdn.example/a/b.m3u8?x=1 --yes
is "an address" "$(cell "SELECT recording_url FROM workshops WHERE id = 16")" "https://cdn.example/a/b.m3u8?x=1"
run ws set workshop 16 recording_url= --yes
is "no address" "$(cell "SELECT COALESCE(recording_url, '-') FROM workshops WHERE id = 16")" -
run ws set workshop 16 series=1 --yes
is "a workshop stays in its series: status" "$status" 64
has "a workshop stays in its series: why" "$errors" "the dates of a series are counted from its workshops"
run ws new workshop host=ana series=1 title=Extra "scheduled_at=2026-12-24 19:00" --yes
is "a time of a series' workshop is in the series' zone" "$(cell "SELECT scheduled_at FROM workshops WHERE title = 'Extra'")" "2026-12-25 00:00:00"
run ws set workshop 11 "scheduled_at=2026-03-08 02:30" --yes
is "a time that the clock jumps over: status" "$status" 65
has "a time that the clock jumps over: said" "$errors" "does not exist in America/New_York"

sql platform -e "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, group_key) VALUES
 (3, 2, 'workshop_reminder', 'workshop', 11, 'workshop_reminder:workshop:11:1h'),
 (3, 2, 'workshop_reminder', 'workshop', 12, 'workshop_reminder:workshop:12:1h')"
run ws set workshop 11 "scheduled_at=2026-12-01 20:00" --dry-run
has "move: what" "$out" 'when: Tue 1 Dec 2026 00:00 -> Wed 2 Dec 2026 01:00'
has "move: who is told" "$out" 'Workshop "Morning prayer" moved to Tue 1 Dec 2026 20:00 (America/New_York)'
has "move: the earliest of its series" "$out" "it is the earliest of series #1"
run ws set workshop 11 "scheduled_at=2026-12-01 20:00" --yes
is "move: status" "$status" 0
is "move: done" "$(cell "SELECT scheduled_at FROM workshops WHERE id = 11")" "2026-12-02 01:00:00"
is "move: attendees told, but the banned one" \
    "$(cell "SELECT COUNT(*) FROM notifications WHERE entity_id = 11 AND type = 'workshop_updated'")" 2
is "move: its reminders are free, others' are not" \
    "$(cell "SELECT entity_id, COALESCE(group_key, '-') FROM notifications WHERE type = 'workshop_reminder' ORDER BY 1")" \
    "11	-
12	workshop_reminder:workshop:12:1h"
run ws set workshop 13 scheduled_at=2026-12-24T10:00:00Z --yes
is "move a live one: status" "$status" 65
has "move a live one: said" "$errors$out" "only a scheduled one can be moved"
run ws set workshop 11 max_capacity=2 --dry-run
has "fewer seats than people: said" "$out" "#11 has 3 attendees, more than the 2 seats"
run ws set workshop 11 host=luis --yes
is "another host: told" "$(cell "SELECT recipient_id FROM notifications WHERE preview_text LIKE '%a tu cargo%' OR preview_text LIKE '%está a tu cargo%'")" 3
run ws set workshop 11 12 title=Evening --yes
is "several at once" "$(cell "SELECT COUNT(*) FROM workshops WHERE title = 'Evening'")" 2
run ws set workshop 11 12 scheduled_at=2026-12-24T10:00:00Z --yes
is "not the same time for several: status" "$status" 64
run ws set workshop 11 status=live --yes
is "status is no field to set: status" "$status" 64

run ws delete workshop 13 --yes
is "delete a live one: status" "$status" 65
has "delete a live one: said" "$errors$out" "is live"
run ws delete workshop 11 --dry-run
has "delete with people: what goes" "$out" "goes with it: 3 attendees, 0 chat messages, 0 notes, 1 invite"
run ws delete workshop 11 --yes
is "delete with people: status" "$status" 65
run ws delete workshop 11 --confirm=12 --yes
is "delete with another id typed: status" "$status" 65
sql platform -e "CREATE TABLE reports (id INT PRIMARY KEY, workshop_id INT, CONSTRAINT r FOREIGN KEY (workshop_id) REFERENCES workshops (id));
 INSERT INTO reports VALUES (1, 11)"
run ws delete workshop 11 --confirm=11 --dry-run
has "a table that forbids it is named before" "$out" "1 row of the table reports belongs to it and forbids it"
sql platform -e "DROP TABLE reports"
run ws delete workshop 11 --confirm=11 --yes
is "delete, its id typed: status" "$status" 0
is "delete, its id typed: gone" "$(cell "SELECT COUNT(*) FROM workshops w LEFT JOIN workshop_attendees a ON a.workshop_id = w.id WHERE w.id = 11")" 0
run ws delete workshop 15 --yes
is "delete without people: status" "$status" 0
run as mod set workshop 12 title=Mine --yes
is "workshops are not for moderators: status" "$status" 77

# Series.
new_series() { run ws new series host=keiko "title=Asa no inori" timezone=Asia/Tokyo time_of_day=06:30 "$@"; }
new_series rrule=FREQ=HOURLY --yes
is "a bad rule: status" "$status" 65
new_series "rrule=FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" --yes
is "an impossible rule: status" "$status" 65
new_series time_of_day=7 rrule=FREQ=DAILY --yes
is "a field said twice: status" "$status" 64
new_series "rrule=freq=weekly;byday=mo,th" --dry-run
has "new series: the rule in words" "$out" "every week on Monday and Thursday at 06:30 (Asia/Tokyo)"
has "new series: the dates first" "$out" "Thu 26 Nov 2026 06:30"
has "new series: and how many more" "$out" "more dates"
has "new series: the host is told once" "$out" "Told (in-app only), of 26 dates, once each: 1 person"
is "new series: nothing made" "$(cell "SELECT COUNT(*) FROM workshop_series")" 1
new_series "rrule=freq=weekly;byday=mo,th" --yes
is "new series: status" "$status" 0
is "new series: made" "$(cell "SELECT host_id, rrule, time_of_day, is_active FROM workshop_series WHERE id = 2")" \
    "4	FREQ=WEEKLY;BYDAY=MO,TH	06:30:00	1"
run ws log --workshop "$(cell "SELECT MAX(id) FROM workshops WHERE series_id = 2")"
has "new series: in the log of each of its workshops" "$out" "workshops made: 26"
run ws log --workshop 1
hasnt "new series: and in no other's" "$out" "workshops made: 26"
is "new series: its dates, with channels" \
    "$(cell "SELECT COUNT(*), MIN(scheduled_at), SUM(agora_channel = CONCAT('workshop-', id)) FROM workshops WHERE series_id = 2")" \
    "26	2026-11-25 21:30:00	26"
is "new series: one notification, of the earliest" \
    "$(cell "SELECT COUNT(*), MIN(n.entity_id = w.id), MIN(preview_text LIKE '% and 25 more dates') FROM notifications n
             JOIN workshops w ON w.series_id = 2 AND w.scheduled_at = '2026-11-25 21:30:00'
             WHERE n.recipient_id = 4 AND n.preview_text LIKE '%Asa no inori%'")" "1	1	1"
run ws can-host off luis --yes
run ws new series host=luis title=Nunca timezone=UTC time_of_day=06:30 rrule=FREQ=DAILY --yes
is "a host who may not host: no dates" "$(cell "SELECT COUNT(*) FROM workshops w JOIN workshop_series s ON s.id = w.series_id WHERE s.title = 'Nunca'")" 0
is "… and the flag stays" "$(cell "SELECT can_host FROM users WHERE id = 3")" 0
run ws set series 2 title=Asa description=x --yes
is "set series: status" "$status" 0
is "set series: done" "$(cell "SELECT title, description FROM workshop_series WHERE id = 2")" "Asa	x"
run ws set series 2 "rrule=FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2" --yes
is "set an impossible rule: status" "$status" 65
# The last action cannot be taken back any more: the one before can, by its id, though its old title is too short today.
sql platform -e "UPDATE workshop_series SET title = 'As', description = NULL WHERE id = 2"
run ws set series 2 title=Asaka --only-new --yes
run ws undo --list --json
id=$(sed -n 's/.*"id": *"\([0-9a-f]\{16\}\)".*/\1/p' <<<"$out" | head -1)
run ws set series 2 description=y --only-new --yes
sql platform -e "UPDATE workshop_series SET description = 'z' WHERE id = 2"
run ws undo --yes
is "undo, changed since: status" "$status" 65
has "undo, changed since: what to do" "$errors" "undo ID takes back another action"
run ws log --json
has "log: ids" "$out" "\"id\": \"$id\""
run ws undo "${id:0:10}" --yes
is "undo by id: status" "$status" 0
has "undo by id: what stays" "$errors" "1 later action stays"
is "undo by id: done" "$(cell "SELECT title, description FROM workshop_series WHERE id = 2")" "As	z"
run ws undo "$id" --yes
is "undo by id, twice: status" "$status" 65
has "undo by id, twice: why" "$errors" "taken back"
run ws undo "$id" x --yes
is "undo of two: status" "$status" 64
sql platform -e "UPDATE workshop_series SET title = 'Asa', description = 'x' WHERE id = 2"
run ws delete series 2 --dry-run
has "delete series: what stays" "$out" "26 workshops stay, without a series"
run ws delete series 2 --yes
is "delete series: workshops stay" "$(cell "SELECT COUNT(*) FROM workshops WHERE title = 'Asa' AND series_id IS NULL")" 26

# Chat, notes, invites, users.
run as mod delete chat 1 --yes
is "chat, no reason: status" "$status" 64
run as mod delete chat 1 "--reason=rude" --yes
is "chat: status" "$status" 0
run ws undo --list
hasnt "a delete cannot be taken back" "$out" "chat #1"
is "chat: gone" "$(cell "SELECT COUNT(*) FROM workshop_chats")" 0
run as mod delete note 1 "--reason=rude" --dry-run
has "note: shown once more" "$out" "two↵lines"
run as mod set note 1 content=x --yes
is "notes do not change: status" "$status" 64
run as keiko delete note 1 "--reason=mine" --yes
is "not for everybody: status" "$status" 77
run as mod set user keiko can_host=no --yes
is "set user can_host: status" "$status" 0
is "set user can_host: done" "$(cell "SELECT can_host FROM users WHERE id = 4")" 0
run as mod set user root can_host=no --yes
is "an admin's right, by a moderator: status" "$status" 65
is "an admin's right: stays" "$(cell "SELECT can_host FROM users WHERE id = 1")" 1
run ws set user ana email=x@y --yes
is "other fields of users: status" "$status" 64
run ws log --json
has "log: what a deleted message said" "$out" 'message: Hola -> NULL'
has "log: what a deleted category was" "$out" 'name: Prayers -> NULL, slug: prayers -> NULL'
has "log: before and after" "$out" 'category #1 \"Prayers\": slug: prayer -> prayers'
tap_end
