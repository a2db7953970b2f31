# Every way out gives the terminal back: quitting, signals, crashes, suspending; and a running action is finished first.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
stty_of() { tr -d '\n' <"$1"; }

# After the program: its modes, the alternate screen, the cursor, the mode of pasting.
given_back() { # what
    is "$1: the terminal's modes are as before" "$(stty_of "$dir/stty")" "$(stty_of "$dir/stty-before")"
    is "$1: normal screen, cursor to be seen" "$(tmux_ display-message -p '#{alternate_on} #{cursor_flag} #{keypad_flag}')" "0 1 0"
    paste "pasted"; wait_for "pasted"
    hasnt "$1: pasting is plain again" "$(screen)" "200~"
    hasnt "$1: nothing of the console is left" "$(screen)" "Healing"
}
open() { console 80 24; wait_for "31 joined of"; }

term_start 80 24 true; wait_for "[exit 0]"; cp "$dir/stty" "$dir/stty-before"; term_stop
for key in q F10; do
    open; keys $key; wait_for "[exit 0]"; given_back "$key"; term_stop
done
for name in TERM INT HUP; do
    open; term_signal $name; wait_for "[exit 0]"; given_back "SIG$name"; term_stop
done
for name in SEGV ABRT; do
    open; term_signal $name; wait_for "[exit 1"; given_back "SIG$name"; term_stop
done
open; keys C-c; wait_for "q quits"; keys C-c; keys C-\\; keys q; wait_for "[exit 0]"; given_back "after Ctrl-C"; term_stop

# Ctrl-Z, in a shell with job control.
term_start 80 24 bash --norc -i
wait_for "bash"
keys "PS1='shell> '; clear" Enter; wait_for "shell>"
keys "$WSADMIN --defaults-file=$dir/my.cnf --as=kim" Enter
wait_for "31 joined of"
keys C-z; wait_for "Stopped"
is "suspended: normal screen" "$(tmux_ display-message -p '#{alternate_on} #{cursor_flag}')" "0 1"
keys "echo in the shell" Enter; wait_for "in the shell"
keys fg Enter; wait_for "31 joined of"
keys j; wait_for "#1235"
keys q; wait_gone "31 joined"
keys "echo back; exit" Enter; wait_for "[exit 0]"; term_stop

# A signal while an action is carried out: the terminal at once, the action to its end.
mariadb --no-defaults -uroot -S "$SERVER_SOCKET" screen -e "
    SET SESSION idle_transaction_timeout = 0; BEGIN; SELECT id FROM workshops WHERE id = 1236 FOR UPDATE; SELECT SLEEP(2); COMMIT" >/dev/null &
blocker=$!
until [ "$(sql -e "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(2)%'")" = 1 ]; do sleep 0.02; done
open; keys j j; wait_for "#1236"; keys C; wait_for "y do it"
keys y; wait_for "at work"
term_signal TERM; wait_for "finishing the action"; wait_for "1 workshop cancelled"; wait_for "[exit 0]"
wait $blocker
is "the action was finished" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1236")" cancelled
given_back "SIGTERM while at work"; term_stop
tap_end
