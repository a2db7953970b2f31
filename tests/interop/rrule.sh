#!/usr/bin/env bash
# Rules against npm's rrule, calendars against npm's ical.js.
. "$top_srcdir/tests/interop/npm.sh"
program=$top_builddir/tests/unit/rule_random.test
make -s -C "$top_builddir" tests/unit/rule_random.test >/dev/null 2>&1
"$program" --print 3000 >"$dir/rules"
total=$(wc -l <"$dir/rules")
is "random rules were made" "$([ "$total" -gt 2000 ] && echo yes)" yes
is "npm's rrule has the same dates" "$(node "$here/rrule.cjs" <"$dir/rules" 2>&1 | head -5 | cut -c1-300)" "$total of $total"

server_start "$dir" || exit 99
sql -e "CREATE DATABASE platform CHARACTER SET utf8mb4"
sql platform <"$top_srcdir/tests/data/platform-tables.sql"
ws() { "$wsadmin" --no-defaults -S "$SERVER_SOCKET" -u root -D platform --as=root "$@" 2>&1; }
ws migrate >/dev/null
sql platform -e "INSERT INTO users (id, email, display_name, username, role, is_admin) VALUES (1, 'r@x', 'R', 'root', 'admin', 1)"
ws new series host=root title='Abend; "x", y' 'rrule=FREQ=WEEKLY;BYDAY=MO' time_of_day=19:00 timezone=Europe/Berlin --yes >/dev/null
ws series fill 1 --horizon 400 --yes >/dev/null
sql platform -e "UPDATE workshops SET status = 'cancelled' ORDER BY scheduled_at LIMIT 1;
 UPDATE workshops SET scheduled_at = scheduled_at + INTERVAL 1 DAY WHERE status = 'scheduled' ORDER BY scheduled_at LIMIT 1"
ws series ics 1 --output "$dir/series.ics" >/dev/null
is "npm's ical.js reads a year of a series, through both changes of the clocks" \
    "$(node "$here/ics.cjs" "$dir/series.ics" 52 2>&1)" \
    "series-1@platform Abend; \"x\", y $(sql platform -e "SELECT GROUP_CONCAT(at ORDER BY at SEPARATOR ' ') FROM (SELECT
 DATE_FORMAT(scheduled_at, '%Y-%m-%dT%H:%i:%sZ') AS at FROM workshops WHERE status = 'scheduled' ORDER BY scheduled_at LIMIT 52) w")"
ws ics --output "$dir/coming.ics" >/dev/null
is "npm's ical.js reads all that is coming" "$(node "$here/ics.cjs" "$dir/coming.ics" 2>&1)" "$(sql platform -e "SELECT
 CONCAT('workshop-', id, '@platform ', DATE_FORMAT(scheduled_at, '%Y-%m-%dT%H:%i:%sZ')) FROM workshops
 WHERE status = 'scheduled' ORDER BY scheduled_at")"
finish
