# A server that stands still or goes away: keys answer, what happens is said, and the console comes back by itself.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
console 80 24
wait_for "31 joined of"; wait_for "of 51"

kill -STOP "$SERVER_PID"
stopped_at=$SECONDS
keys r; wait_for "Esc stops it"
keys j j; wait_for ">   lobby"
keys '?'; wait_for "Keys"; keys C-g; wait_gone "Keys"
keys :; keys "list ser"; wait_for ":list ser"; keys C-g; wait_gone ":list"
keys C; wait_for "making the plan"; keys y; keys C-g; wait_gone "Plan:"
keys 2; wait_for "[2 Series]"; keys 3; wait_for "lobby"
keys Space; wait_for "1 marked"
keys k; wait_for "> "
while [ $((SECONDS - stopped_at)) -lt 60 ]; do # a minute long, past every time-out of the control connection
    keys '?'; wait_for "Keys"; keys C-g; wait_gone "Keys"; sleep 3
done
tap_result 0 "with the server stopped every key answers"
kill -CONT "$SERVER_PID"
wait_gone "Esc stops it"; wait_for "live"
is "nothing was changed meanwhile" "$(sql screen -e "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'")" 2

# Quitting while the server stands still.
kill -STOP "$SERVER_PID"
keys r; wait_for "Esc stops it"
keys q; wait_for "[exit 0]"
tap_result 0 "quitting does not wait for the server"
kill -CONT "$SERVER_PID"; term_stop

# The server dies and comes back.
console 80 24
wait_for "31 joined of"; wait_for "of 51"
server_kill
keys r; wait_for "connecting again"
keys j; wait_for "#1235"
server_start "$dir"
wait_gone "connecting again"; wait_for "live"
sql screen -e "UPDATE workshops SET title = 'Renamed meanwhile' WHERE id = 1234"
keys r; wait_for "Renamed meanwhile"
tap_result 0 "after the server came back reads go on"
keys j; wait_for "#1236"; keys C; wait_for "y do it"; keys y; wait_for "1 workshop cancelled"
is "and so do writes" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1236")" cancelled

# A long statement is stopped on the server by Esc.
keys :; keys "list chat" Enter; wait_for "Good morning"; keys C-g
mariadb --no-defaults -uroot -S "$SERVER_SOCKET" screen -e "LOCK TABLES workshop_series WRITE; SELECT SLEEP(60)" >/dev/null 2>&1 &
locker=$!
until [ "$(sql -e "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(60)%'")" = 1 ]; do sleep 0.02; done
keys 2; keys r; wait_for "Esc stops it"
keys C-g; wait_for "stopped"
is "Esc stops the statement on the server" \
    "$(sql -e "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%workshop_series%' AND info NOT LIKE '%processlist%'")" 0
sql -e "$(sql -e "SELECT CONCAT('KILL ', id) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(60)%'")"
wait $locker 2>/dev/null
keys r; wait_for "Marriage course"
keys q; wait_for "[exit 0]"; term_stop
tap_end
