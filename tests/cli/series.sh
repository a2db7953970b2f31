# Series on the command line: rules tried out, next dates, filling, stopping.
. "$top_srcdir/tests/cli/lib.sh"
one_line() { printf '%s' "$1" | tr '\n' ' '; }

run "$WSADMIN" rrule 'FREQ=WEEKLY;BYDAY=MO' --timezone America/New_York --time 19:00 --from 2026-11-24T12:00:00Z \
    --horizon 14 --json
is "rrule: status" "$status" 0
is "rrule: instants without a database" "$(one_line "$out")" '[ {"utc": "2026-12-01T00:00:00Z", "local": "2026-11-30T19:00:00-05:00"}, {"utc": "2026-12-08T00:00:00Z", "local": "2026-12-07T19:00:00-05:00"} ]'
run "$WSADMIN" rrule 'rrule:freq=daily' --timezone=Europe/Madrid --time=02:30 --from=2026-03-28 --horizon=2
is "rrule: a time that is jumped over moves forward" "$out" "utc	local
2026-03-28T01:30:00Z	2026-03-28T02:30:00+01:00
2026-03-29T01:30:00Z	2026-03-29T03:30:00+02:00"
table=$(script -qec "'$WSADMIN' rrule FREQ=DAILY --timezone=Europe/Madrid --time=02:30 --from=2026-03-28 --horizon=2" /dev/null </dev/null)
has "rrule: a table marks the change of the clocks" "$table" "UTC+01:00 -> UTC+02:00, the clocks jump over the time"
run "$WSADMIN" rrule 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' --timezone UTC --time 10:00
is "rrule: an impossible rule: status" "$status" 65
has "rrule: an impossible rule: said" "$errors" "no occurrence within ten years"
run "$WSADMIN" rrule 'FREQ=HOURLY' --timezone UTC --time 10:00
is "rrule: a bad rule: status" "$status" 65
run "$WSADMIN" rrule 'FREQ=DAILY' --timezone Mars/Base --time 10:00
is "rrule: an unknown zone: status" "$status" 65
run "$WSADMIN" rrule 'FREQ=DAILY' --timezone UTC
is "rrule: no time: status" "$status" 64
run "$WSADMIN" rrule 'FREQ=DAILY;COUNT=2' --timezone UTC --time 10:00 --from 2026-11-24 --json
is "rrule: COUNT ends it" "$(printf '%s\n' "$out" | grep -c utc)" 2

server_start "$dir" || exit 99
platform_database platform
small_data platform
count() { sql platform -e "SELECT COUNT(*) FROM workshops WHERE series_id = 1"; }

run ws series next 1 --count 2 --timezone Asia/Tokyo --json
is "next: status" "$status" 0
is "next: in three zones" "$(one_line "$out")" '[ {"series_time": "2026-11-30T19:00:00-05:00", "viewer_time": "2026-12-01T09:00:00+09:00", "utc": "2026-12-01T00:00:00Z", "clock_change": null}, {"series_time": "2026-12-07T19:00:00-05:00", "viewer_time": "2026-12-08T09:00:00+09:00", "utc": "2026-12-08T00:00:00Z", "clock_change": null} ]'
run ws series next '#1' --count 20
is "next: daylight saving is marked once" "$(printf '%s\n' "$out" | grep 'UTC-05:00 -> UTC-04:00' | cut -f1)" \
    "2027-03-15T19:00:00-04:00"
run ws series next 99
is "next: an unknown series: status" "$status" 65
run ws series next
is "next: no series: status" "$status" 64
run ws series
is "half a word: status" "$status" 64
has "half a word: the others are named" "$errors" "next fill stop"
run ws help series fill
has "help of a name of two words" "$out" "--horizon=DAYS"

run ws series fill
is "fill: no series: status" "$status" 64
run ws series fill --all 1 --yes
is "fill: all and some: status" "$status" 64
run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod series fill 1 --yes
is "fill: not for moderators" "$status" 77
run ws series fill 1 --dry-run
is "fill: dry run: status" "$status" 0
has "fill: dry run: what" "$out" "new: 10 dates, Mon 14 Dec 2026 19:00 to Mon 15 Feb 2027 19:00 (America/New_York)"
is "fill: dry run: nothing made" "$(count)" 2
run ws series fill --all --yes
filled=$(sql platform -e "SELECT MAX(id) FROM workshops")
is "fill: status" "$status" 0
is "fill: made" "$(count)" 12
is "fill: with their channels" \
    "$(sql platform -e "SELECT COUNT(*) FROM workshops WHERE agora_channel = CONCAT('workshop-', id) AND series_id = 1")" 12
run ws log --workshop "$filled" --json
has "fill: in the log of the workshops it made" "$out" "\"entity\":\"workshop\",\"id\":$filled,\"field\":\"id\""
run ws series fill --all --yes
is "fill again: status" "$status" 0
is "fill again: nothing made" "$(count)" 12
is "fill again: those that have their dates are counted" "$errors" "1 series has its dates already.
Nothing to do."
sql platform -e "DELETE FROM workshops WHERE series_id = 1 AND scheduled_at = '2026-12-22 00:00:00'"
run ws series fill --all --yes
is "fill: one with a missing date: counted, not named" "$errors" "1 series has its dates already.
1 of them lacks dates before its latest (--dry-run lists them, --gaps makes them).
Nothing to do."
run ws series fill --all --dry-run
has "fill: a dry run names the date" "$out" "1 date is missing (--gaps makes it): Mon 21 Dec 2026 19:00"
run ws series fill --all --gaps --yes
is "fill: --gaps makes it" "$(count)" 12
run ws series doctor
is "doctor: nothing is wrong: status" "$status" 0
sql platform -e "UPDATE workshops SET scheduled_at = '2027-01-04 23:00' WHERE scheduled_at = '2027-01-05 00:00';
 INSERT INTO workshops (id, series_id, host_id, title, scheduled_at) VALUES (900, 1, 2, 'Twice', '2026-12-08 00:00')"
shifted=$(sql platform -e "SELECT id FROM workshops WHERE scheduled_at = '2027-01-04 23:00'")
run ws series doctor --json
is "doctor: something is wrong: status" "$status" 1
is "doctor: what" "$(one_line "$out")" '[ {"series_id": 1, "title": "Morning prayer", "workshop_id": 900, "scheduled_at": "2026-12-08T00:00:00Z", "what": "another workshop stands for the same date", "mend": "is cancelled"}, {"series_id": 1, "title": "Morning prayer", "workshop_id": '"$shifted"', "scheduled_at": "2027-01-04T23:00:00Z", "what": "off its date by a change of the clocks", "mend": "moves to it"} ]'
run ws mend --dry-run
is "mend: dry run: status" "$status" 0
has "mend: dry run: moved" "$out" "when: Mon 4 Jan 2027 23:00 -> Tue 5 Jan 2027 00:00"
has "mend: dry run: in all" "$out" "1 workshop moved, 1 workshop cancelled"
is "mend: a dry run leaves them" "$(sql platform -e "SELECT status FROM workshops WHERE id = 900")" scheduled
run ws mend --yes
is "mend: status" "$status" 0
run ws series doctor
is "mend: nothing is wrong afterwards" "$status" 0
sql platform -e "DELETE FROM workshops WHERE id = 900"
run ws series stop 1 --yes
is "stop: status" "$status" 0
is "stop: done" "$(sql platform -e "SELECT is_active FROM workshop_series")" 0
run ws series fill 1 --horizon=365 --yes
is "fill a stopped one: refused" "$status" 65
has "fill a stopped one: said" "$errors" "is inactive"
is "fill a stopped one: nothing made" "$(count)" 12
run ws show series 1 --json
has "show: the rule in words" "$out" '"in_words": "every week on Monday at 19:00 (America/New_York)"'
has "show: the next dates" "$out" '"next_dates": "2026-11-30T19:00:00-05:00, 2026-12-07T19:00:00-05:00, 2026-12-14T19:00:00-05:00"'
# An interrupt ends a fill of many after the part under way: what was done stays, the next one goes on. The second of
# two parts waits for who holds the lock `gate`.
sql platform -e "INSERT INTO workshop_series (id, host_id, title, rrule, time_of_day, timezone, created_at)
 SELECT 1000 + seq, 2, 'Many', 'FREQ=WEEKLY', '10:00', 'UTC', '2026-11-01' FROM seq_1_to_250"
sql --delimiter=// platform -e "CREATE TRIGGER gate BEFORE INSERT ON workshops FOR EACH ROW BEGIN
 IF NEW.series_id > 1150 THEN SET @held = GET_LOCK('gate', 100), @held = RELEASE_LOCK('gate'); END IF; END"
many() { sql platform -e "SELECT COUNT(*), COUNT(DISTINCT series_id), COUNT(DISTINCT series_id, scheduled_at) FROM workshops
 WHERE series_id > 1000"; }
until_it_is() { until [ "$(sql platform -e "$1")" = "$2" ]; do sleep 0.02; done; }
mariadb --no-defaults -uroot -S "$SERVER_SOCKET" -e "SELECT GET_LOCK('gate', 10); SELECT SLEEP(300)" >/dev/null 2>&1 &
gate=$!
until_it_is "SELECT IS_USED_LOCK('gate') IS NOT NULL" 1
"$WSADMIN" --defaults-file="$dir/my.cnf" --as=root series fill --all --yes >"$dir/out" 2>&1 </dev/null &
fill=$!
until_it_is "SELECT COUNT(*) > 0 FROM information_schema.processlist WHERE state LIKE 'User lock'" 1
kill -TERM $fill # as INT, which shells let what is in the background ignore
sql -e "KILL $(sql -e "SELECT IS_USED_LOCK('gate')")"; wait $gate 2>/dev/null
wait $fill
is "fill interrupted: status" $? 75
has "fill interrupted: how far it came" "$(cat "$dir/out")" "200 of 250 done: stopped"
is "fill interrupted: what was done is whole" "$(many)" "2600	200	2600"
run ws series fill --all --yes
is "fill goes on: status" "$status" 0
is "fill goes on: all, and none twice" "$(many)" "3250	250	3250"
run ws log --json
has "fill stands in the action log" "$out" '"action": "fill"'
tap_end
