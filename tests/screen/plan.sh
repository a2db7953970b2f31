# The plan's box: its switches, everybody by name, and what is thrown away.
. "$top_srcdir/tests/screen/lib.sh"
screen_database

console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys C; wait_for "y do it"
keys h; wait_for "[x] h"; wait_for "y do it"; golden plan-stop-host-80x24
keys v; wait_for "Who and what"; wait_for "@guest24"; golden plan-who-80x24
keys Escape; wait_gone "Who and what"
keys h; wait_for "[ ] h"; wait_for "y do it"
# Of a live one: without Agora's variables o can do nothing and says why; p is on.
wait_for "[-] o  close-room: AGORA_APP_ID is not set"; wait_for "[x] p  the recording of a live one is not published"
keys o; wait_for $'\n close-room: AGORA_APP_ID is not set'; has "o stays barred" "$(screen)" "[-] o"
# … while the plan is made anew, too.
kill -STOP "$SERVER_PID"; keys h; wait_for "making the plan"; has "o is barred meanwhile" "$(screen)" "[-] o  close-room: AGORA_APP_ID"
kill -CONT "$SERVER_PID"; wait_for "[x] h"; wait_for "y do it"; keys h; wait_for "[ ] h"; wait_for "y do it"
keys p; wait_for "[ ] p"; wait_for "y do it"; keys Escape; wait_gone "Plan:"
# What can do nothing says so: for one that is not live, and for can-host on.
keys j j j C; wait_for "cancel #1237"; wait_for "[-] p  publish-recording: none of them is live"; keys Escape; wait_gone "Plan:"
keys Home H; wait_for "can-host on"; wait_for "[-] c  cancel-upcoming: goes with can-host off"; keys Escape; wait_gone "Plan:"
quit_console

# Where Agora's variables are set, a live one's room is closed by itself; the user's choice stands.
id=0123456789abcdef0123456789abcdef
export AGORA_APP_ID=$id AGORA_CUSTOMER_ID=$id AGORA_CUSTOMER_SECRET=$id AGORA_APP_CERTIFICATE=$id
console 80 24; wait_for "31 joined of"
keys C; wait_for "[x] o"; wait_for "y do it"
keys o; wait_for "[ ] o"; wait_for "y do it"
keys p; wait_for "[ ] p"; wait_for "y do it"; is "o stays off" "$(screen | grep -c '\[ \] o')" 1
keys Escape; wait_gone "Plan:"
keys j j j C; wait_for "cancel #1237"; wait_for "y do it"; is "o is off for one that is not live" "$(screen | grep -c '\[-\] o  close-room: none of them is live')" 1
keys Escape; wait_gone "Plan:"

# u takes it back, as a plan; not when somebody was faster.
keys j C; wait_for "cancel #1238"; wait_for "y do it"; keys y; wait_for "1 workshop cancelled"
is "cancelled" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1238")" cancelled
keys u; wait_for "Plan: undo cancel"; wait_for "y do it"; keys Escape; wait_gone "Plan:"
keys u; wait_for "y do it"; keys y; wait_for "1 row as it was before"
is "taken back" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1238")" scheduled
keys u; wait_for "no action of yours"; keys Escape; wait_gone "Plan:"
keys ':' 'undo --list' Enter; wait_for "taken back"; keys Escape; wait_gone "undo --list"
# The last one is in the way of the one before: that is taken back by its id, which Tab completes.
keys C; wait_for "cancel #1238"; wait_for "y do it"; keys y; wait_for "1 workshop cancelled"
id=$(sed -n 's/^{"id":"\([0-9a-f]*\)","stage":"intent".*/\1/p' "$XDG_STATE_HOME/wsadmin/actions.jsonl" | tail -1)
keys ':' 'can-host off ben' Enter; wait_for "y do it"; keys y; wait_for "1 host stopped"
sql screen -e "UPDATE users SET can_host = 1 WHERE id = 9"
keys u; wait_for "it was changed since"; keys Escape; wait_gone "Plan:"
keys ':' "undo ${id:0:14}" Tab; wait_for "undo $id"; keys Enter; wait_for "Plan: undo cancel"; wait_for "y do it"
keys y; wait_for "1 row as it was before"
is "taken back by its id" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1238")" scheduled

# C on a series is its cancel --future: many rows want their number typed; T on a host is about what is coming up.
keys 2; wait_for "All series"; keys j j C; wait_for "Plan: cancel 2 workshops"; wait_for "active -> stopped"; wait_for "y do it"
golden plan-series-80x24; keys Escape; wait_gone "Plan:"
keys j j j F9; wait_for "Plan: cancel 31 workshops"; wait_for "type 32 and Enter"; keys Escape; wait_gone "Plan:"
keys 9; wait_for "@ada"; keys / marie Enter; wait_for "1 found"; keys T; wait_for "which notification"; golden choice-host-80x24
keys u; wait_for "Plan: notify updated 4 workshops"; wait_for "Esc leave"; keys Escape; wait_gone "Plan:"
unset AGORA_APP_ID AGORA_CUSTOMER_ID AGORA_CUSTOMER_SECRET AGORA_APP_CERTIFICATE
quit_console
tap_end
