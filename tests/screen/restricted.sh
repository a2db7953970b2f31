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

console_hostile env WSADMIN_AS=nobody DB_NAME=decoy "$WSADMIN" --restricted --defaults-file="$dir/my.cnf" --as=kim
wait_for "38/40"
keys : w; wait_for ":w"
hasnt "readline's settings are not the person's" "$(screen)" "DECOY"
keys C-u
for line in "migrate" "user-add eve" "list workshop --as=nobody" "list workshop --database=decoy" "!sh" "sh"; do
    keys "$line" Enter C-g # a refused line stays until it is left
    wait_gone ":$line"
    hasnt ":$line opens nothing" "$(screen)" "decoy "
    keys :
done
keys "user-add eve" Enter; wait_for "not under --restricted"
tap_result 0 ":user-add is refused"
ok "no program was run" test ! -e "$dir/ran"
keys C-g; wait_gone ":user-add"; keys q; wait_for "[exit 0]"; term_stop
tap_end
