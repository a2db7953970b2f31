# --restricted in the console: the terminal, the line editor and the `:` line cannot be used to get out.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
sql -e "CREATE DATABASE decoy"
mkdir -p "$dir/terminfo"
infocmp screen-256color | sed 's/cup=[^,]*,/cup=DECOY%p1%d%p2%d,/' | tic -x -o "$dir/terminfo" - 2>/dev/null
echo '"w": "DECOY"' | tee "$dir/inputrc" >"$HOME/.inputrc"
ln -s "$dir/terminfo" "$HOME/.terminfo"
console_hostile() {
    term_start 100 30 env TERMINFO="$dir/terminfo" TERMINFO_DIRS="$dir/terminfo" INPUTRC="$dir/inputrc" EDITOR="touch $dir/ran" \
        VISUAL="touch $dir/ran" PAGER="touch $dir/ran" SHELL="$dir/ran" XDG_CONFIG_HOME="$dir/config" \
        "$@"
}
# The traps work: a program without --restricted falls into them.
console_hostile "$WSADMIN" --defaults-file="$dir/my.cnf" --as=kim
wait_for "DECOY"; keys q; term_stop
console_hostile env -u TERMINFO -u TERMINFO_DIRS HOME=/nowhere "$WSADMIN" --defaults-file="$dir/my.cnf" --as=kim
wait_for "38/40"; keys : w; wait_for ":DECOY"; keys Escape q; term_stop

sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
elsewhere=$PWD/tests/cli/elsewhere
rm -rf "$elsewhere"
mkdir -p "$elsewhere/etc/wsadmin" "$elsewhere/var/lib/wsadmin/$(id -u)"
ln -s /usr/share/zoneinfo "$elsewhere/zoneinfo"
files() { find "$dir/home" "$dir/state" "$dir/config" "$HOME" "$dir/data-home" -type f 2>/dev/null | sort; }
before=$(files)
data=$(everything)
console_hostile env WSADMIN_AS=nobody DB_NAME=decoy "$PWD/tests/cli/wsadmin-elsewhere" --restricted --defaults-file="$dir/my.cnf" --as=kim
wait_for "38/40"
keys : w; wait_for ":w"
hasnt "readline's settings are not the person's" "$(screen)" "DECOY"
keys C-u
for line in "migrate" "user-add eve" "list workshop --as=nobody" "list workshop --database=decoy" "!sh" "sh" "| sh" "export workshop --output=$dir/made" \
    "export workshop" "ics --output=$dir/made" "categories edit" "categories export $dir/made" "categories import $dir/my.cnf" "series import $dir/my.cnf" \
    "restricted off" "source $dir/inputrc" "doctor --env-file=$dir/my.cnf"; do
    keys "$line" Enter C-g # a refused line stays until it is left
    wait_gone ":$line"
    hasnt ":$line opens nothing" "$(screen)" "decoy "
    keys :
done
keys "user-add eve" Enter; wait_for "not under --restricted"
tap_result 0 ":user-add is refused"
keys C-g; wait_gone ":user-add"
keys 1; wait_for "of 11"; keys E; wait_for "not under --restricted"
tap_result 0 "the key of the editor is refused"
keys : e x p o r t Space c a t e g o r y Enter; wait_for "export works with files"
tap_result 0 ":export asks for no file"; keys C-g
# Keys that came later: the calendar, undo, the detail of a row, copying.
keys 3 v; wait_for "9 workshops"; keys v v; wait_for "of 51"; keys d; wait_for "workshop #1234"; keys C-g; wait_gone "workshop #1234"
keys : 'undo --list' Enter; wait_for "nothing here"; keys C-g; keys : log Enter; wait_for "─ log"; keys C-g; wait_gone "─ log"; keys u C-g c
ok "no program was run" test ! -e "$dir/ran"
ok "no file was made" test ! -e "$dir/made"
keys q; wait_for "[exit 0]"; term_stop
is "what is kept is kept in the state folder of the machine" "$(files)" "$before"
ok "… where the history is" test -s "$elsewhere/var/lib/wsadmin/$(id -u)/wsadmin/history"
is "nothing changed the database" "$(everything)" "$data"
rm -rf "$elsewhere"
tap_end
