# The `:` line: completion, history, usage, mistakes that are pointed at; lists live and the terminal resizes while it is
# open, and it is neither lost nor sent.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
last() { screen | grep '[^ ]' | tail -1; }

console 80 24
wait_for "31 joined of"; wait_for "of 51"
# Completion: words, flags, fields, values, names.
keys : ; wait_for "Tab completes"
keys can Tab; wait_for "can-host"; golden line-found-80x24
keys cel Tab; wait_for "cancel workshops and tell everybody"; tap_result 0 "the usage is shown"
keys -- "--fu"; wait_for "every later scheduled"; keys Tab; wait_for ":cancel --future"; has "a flag" "$(last)" ":cancel --future"; golden line-flag-80x24
keys C-u "lis" Tab "wor" Tab "stat" Tab "liv" Tab; wait_for ":list workshop status:live"
tap_result 0 "an entity, a field, a value"
keys "host:cr" Tab; wait_for "status:live host:cruz"; tap_result 0 "a name from the database"
keys "category:heal" Tab; wait_for "category:healing"; tap_result 0 "a category's slug"
keys C-g; wait_gone ":list"
keys : "categories merge --into=heal" Tab; wait_for "into=healing"; tap_result 0 "what a flag takes"
keys C-u "set is_p" Tab yes; wait_for ":set is_private=yes"; tap_result 0 "a field of the list, of the chosen rows"
keys C-u "sort sch" Tab; wait_for ":sort scheduled_at"; tap_result 0 "what the list can be sorted by"
keys C-u "list workshop status:live host:cruz" Enter; wait_for "list workshop status:live host:cruz"; wait_for "Healing Night with Cruz"; keys C-g; wait_gone "list workshop"
keys / sta Tab li Tab; wait_for "status:live "; keys C-g; wait_for "no filter"

# The database is asked, never waited for.
kill -STOP "$SERVER_PID"
keys 9 e; wait_for "the list is still being read"; keys j; wait_gone "the list is still being read"
keys H; wait_for "the list is still being read"; keys 3; tap_result 0 "a key before there are rows says why it does nothing"
keys : "show user ci" Tab; wait_for ":show user ci"
keys x y; wait_for ":show user cixy"; keys BSpace BSpace
kill -CONT "$SERVER_PID"
keys C-u "show user gr" Tab; wait_for ":show user grace"; tap_result 0 "a line that was changed meanwhile is left alone"
keys C-g; wait_gone ":show"

# Mistakes.
keys : "cancel 1236 --futur" Enter; wait_for "unknown flag --futur"; has "the line stays" "$(last)" ":cancel 1236 --futur"
golden line-wrong-80x24
is "the cursor is behind the fault" "$(tmux_ display-message -p '#{cursor_x}')" 20
keys e; wait_gone "unknown flag"; wait_for "every later scheduled"; keys C-g; wait_gone ":cancel"

keys : "list workshop title:x bogus:1" Enter; wait_for "workshops have no field bogus"
is "a field that there is not is pointed at" "$(tmux_ display-message -p '#{cursor_x}')" 30; keys C-g; wait_gone ":list"
keys : "set titel=x" Enter; wait_for "workshops have no field titel"; has "of the focused list, too" "$(last)" ":set titel=x"; keys C-g; wait_gone ":set"

keys : "list workshop --sort=bogus" Enter; wait_for "workshops have no field bogus"
is "so is a flag's value" "$(tmux_ display-message -p '#{cursor_x}')" 27; keys C-g; wait_gone ":list"
keys : "  when bogus" Enter; wait_for "bogus is none of next|upcoming"; has "the line of a word of the console stays" "$(last)" ":  when bogus"
is "… and its mistake is pointed at" "$(tmux_ display-message -p '#{cursor_x}')" 13; keys C-g; wait_gone ":  when"
keys : "toggle nothing" Enter; wait_for "nothing is none of is_active"; keys C-g; wait_gone ":toggle"
keys : "sort bogus" Enter; wait_for "workshops have no field bogus"; has "a field to sort by" "$(last)" ":sort bogus"; keys C-g; wait_gone ":sort"

# History, over a restart.
keys : "when past" Enter; wait_for "3 Past"; keys : "when upcoming" Enter; wait_for "3 Upcoming"
keys : "user-add password-123" Enter; wait_for "only in a shell"
keys : Up; wait_for ":when upcoming"; keys Up; wait_for ":when past"; keys C-g; wait_gone ":when"
keys : Up; wait_for ":when upcoming"; keys C-g; wait_gone ":when"
keys / Up gra; wait_for "filter: gra"; is "a filter has no words of the line" "$(last)" "/gra"; keys C-g; wait_for "no filter"
keys : Up; wait_for ":when upcoming"; tap_result 0 "and the line has them still"; keys C-g; wait_gone ":when"
keys q; wait_for "[exit 0]"; term_stop
file=$XDG_STATE_HOME/wsadmin/history
is "the history is its owner's alone" "$(stat -c %a "$file")" 600
is "no secret is kept" "$(grep -c password "$file")" 0
for i in $(seq 1 1200); do echo "list workshop $i"; done >>"$file"
console 80 24
wait_for "31 joined of"
keys : Up; wait_for ":list workshop 1200"; keys C-g; wait_gone ":list"
is "a thousand lines are kept" "$(wc -l <"$file")" 1000
is "… and it is still its owner's alone" "$(stat -c %a "$file")" 600

# Open while rows change and the terminal resizes.
keys Home; wait_for "31 joined"
keys : "cancel 1236 --reason=half"; wait_for ":cancel 1236 --reason=half"
sql screen -e "UPDATE workshops SET title = 'Changed below' WHERE id = 1239"
wait_for "Changed below"; has "rows are refreshed below the open line" "$(last)" ":cancel 1236 --reason=half"
term_resize 120 40; wait_for "1 Categories ─"; has "wider" "$(last)" ":cancel 1236 --reason=half"
term_resize 60 15; wait_gone "1 Categories ─"; has "smaller" "$(last)" ":cancel 1236 --reason=half"
term_resize 80 24; wait_for "31 joined of"; has "as before" "$(last)" ":cancel 1236 --reason=half"
is "nothing was sent" "$(sql screen -e "SELECT status FROM workshops WHERE id = 1236")" lobby
hasnt "no plan" "$(screen)" "Plan:"
keys " done"; wait_for "--reason=half done"; keys C-g; wait_gone ":cancel"
keys q; wait_for "[exit 0]"; term_stop
tap_end
