# The detail view: of a workshop its zones, its rule, what is wrong with it and who was told; of a host the figures.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
sql screen <<'SQL'
SET timestamp = 1795418000;
INSERT INTO workshops (id, host_id, title, scheduled_at, duration_minutes, status, max_capacity, attendee_count)
 WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 12)
 SELECT 2000 + i, 6, IF(i = 12, '祈りの会 昼の部', CONCAT('Tea and prayer ', i)), '2026-10-01 09:00:00' + INTERVAL i DAY, 60, 'ended',
  IF(i % 2, 20, NULL), i + 3 FROM n;
INSERT INTO workshops (id, host_id, title, scheduled_at, status) VALUES (2020, 6, 'Not held', '2026-10-20 09:00:00', 'cancelled');
INSERT INTO workshop_attendees (workshop_id, user_id, status, joined_at)
 SELECT 2012, id, 'left', IF(id % 2, '2026-10-13 09:05:00', NULL) FROM users WHERE id BETWEEN 101 AND 115;
INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, preview_text, group_key) VALUES
 (12, 2, 'workshop_reminder', 'workshop', 1234, 'soon', 'workshop_reminder:workshop:1234:1h'),
 (12, 2, 'workshop_updated', 'workshop', 1234, 'moved', 'workshop_updated:workshop:1234:1795400000'),
 (13, 2, 'workshop_updated', 'workshop', 1234, 'moved', 'workshop_updated:workshop:1234:1795400000'),
 (13, 2, 'workshop_updated', 'workshop', 12345, 'another one', 'workshop_updated:workshop:12345:1795400000');
SQL

console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys d; wait_for "workshop #1234"; wait_for "in words"; wait_for "lines more"; keys G; wait_for "reminder 1, updated 2, started 2"; golden detail-live-80x24
keys Escape; wait_gone "workshop #1234"
keys j j j d; wait_for "workshop #1237"; wait_for "15 lines more"; keys G; wait_for "America/Mexico_City"; wait_for "recipients so far     nobody"
golden detail-facts-80x24; keys Escape; wait_gone "workshop #1237"
# Of the lists below: every field, and who and what the row is about by name.
keys Home; wait_for "31 joined of"
for list in 5:chat 6:note 7:invite 8:notification; do
    keys "${list%%:*}"; wait_for "[${list%%:*} "; keys Home d; wait_for "${list#*:} #"; golden "detail-${list#*:}-80x24"
    keys Escape; wait_gone "${list#*:} #"
done
keys 3
keys 9; wait_for "@ada"; keys / keiko Enter; wait_for "1 found"
keys d; wait_for "user #6"; wait_for "held 12, cancelled 1, live 0, coming up"; keys G; wait_for "Tea and prayer 3"; golden detail-host-80x24
keys Escape; wait_gone "user #6"; term_resize 200 50; wait_for "May host"
keys d; wait_for "8 came  祈りの会 昼の部"; golden detail-host-200x50
term_resize 40 10; wait_for "lines more"; keys G; wait_for "prayer 3"
golden detail-host-40x10; keys Escape; wait_gone "user #6"
quit_console
LC_ALL=C console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys 9; wait_for "@ada"; keys / keiko Enter; wait_for "1 found"
keys d; wait_for "seats on average"; keys G; wait_for "Tea and prayer 3"; golden detail-host-c-80x24; keys Escape; wait_gone "user #6"
quit_console
tap_end
