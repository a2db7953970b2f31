# Series get their workshops in the console: F on one, all of them by the line, how far that is, and stopping it.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
made() { sql screen -e "SELECT COUNT(*) FROM workshops WHERE series_id $1"; }
shut() {
    mariadb --no-defaults -uroot -S "$SERVER_SOCKET" -e "SELECT GET_LOCK('gate', 10); SELECT SLEEP(300)" >/dev/null 2>&1 &
    gate=$!
    until [ "$(sql -e "SELECT IS_USED_LOCK('gate') IS NOT NULL")" = 1 ]; do sleep 0.02; done
}
open_gate() { sql -e "KILL $(sql -e "SELECT IS_USED_LOCK('gate')")"; wait $gate 2>/dev/null; }

console 80 24; wait_for "of 51"
keys 2; wait_for "Morning devotion"
keys / "First Friday" Enter; wait_for "1 found"; keys End F; wait_for "y do it"; golden fill-plan-80x24
is "the plan makes nothing" "$(made "= 76")" 0
keys y; wait_for "3 workshops made"; wait_gone "Plan:"
is "made" "$(made "= 76")" 3
keys Enter; wait_for "[3 Upcoming]"; wait_for "1-3 of 3"; wait_for "4 Dec 19:00"
tap_result 0 "its workshops stand in the list"
keys 2; wait_for "[2 Series]"; keys F; wait_for "has its dates already"; wait_for "nothing to do"; keys Escape; wait_gone "Plan:"
keys Escape; wait_gone "filter:"; keys End F; wait_for "refused, is inactive"; keys Escape; wait_gone "Plan:"
is "no more" "$(made "IN (76, 78)")" 3

# 257 series are three parts; the second waits for who holds the lock `gate`.
sql screen -e "INSERT INTO workshop_series (id, host_id, title, rrule, time_of_day, timezone, created_at)
    SELECT 1000 + seq, 8, CONCAT('S', seq), 'FREQ=WEEKLY', '10:00:00', 'UTC', '2026-11-01' FROM seq_1_to_250"
sql --delimiter=// screen -e "CREATE TRIGGER slow BEFORE INSERT ON workshops FOR EACH ROW BEGIN
    IF NEW.series_id > 1150 THEN SET @held = GET_LOCK('gate', 100), @held = RELEASE_LOCK('gate'); END IF; END" || exit 99
shut
fill_all() { keys ':' 'series fill --all' Enter; wait_for "Plan: fill all series"; wait_for "type $1"; keys $2 Enter; }
fill_all 256 "2 5 6"; wait_for "at work"; wait_for "100 of"
tap_result 0 "the box says how far it is"
keys Escape; wait_for "100 of 256 done: stopped"; wait_for "Plan:"
keys C-g; wait_gone "Plan:"
is "what was done stays" "$(made "> 1150")" 0
is "the first ones are whole" "$(made "BETWEEN 1001 AND 1050")" 600
open_gate
fill_all 156 "1 5 6"; wait_gone "Plan:"; wait_for "1872 rows changed"
is "the next one goes on" "$(made "> 1000")" 3000
is "nothing is doubled" "$(sql screen -e "SELECT COUNT(*) FROM (SELECT 1 FROM workshops WHERE series_id IS NOT NULL
    GROUP BY series_id, scheduled_at HAVING COUNT(*) > 1) d")" 0
quit_console
tap_end
