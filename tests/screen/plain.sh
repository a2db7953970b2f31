# The plain look, for screen readers: no frames, rules, bars or turning signs, one list or box at a time, the terminal's
# cursor on the selected row, and what others change said in words.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
cursor() { tmux_ display-message -p '#{cursor_flag} #{cursor_x},#{cursor_y}'; }
# The cursor stands where the row of these words begins; it is moved with the last piece of what is drawn.
cursor_on() { # TEXT [COLUMN]
    local y tries=0 x=${2:-0}
    y=$(screen | grep -nF -- "$1" | head -1 | cut -d: -f1)
    while [ "$(cursor)" != "1 $x,$((y - 1))" ] && [ $tries -lt 300 ]; do sleep 0.05; tries=$((tries + 1)); done
    is "the cursor is on: $1" "$(cursor)" "1 $x,$((y - 1))"
}
no_signs() { is "$1: nothing is drawn with lines and blocks" "$(tmux_ capture-pane -p | grep -c '[─│┌┐└┘█▉▊▋▌▍▎▏]')" 0; }

console 80 24 --plain
wait_for "of 51"; wait_for "#1234"; golden plain-80x24; no_signs "a list"; cursor_on "> ! live 47m"
keys j j; wait_for "#1236"; cursor_on "Night watch"
keys 4; wait_for "[4 Attendees]"; wait_for "@rio"; golden plain-attendees-80x24; no_signs "a list of a workshop"
keys 3; wait_for "Night watch"
# The calendar: a line a day, and of a week a line an hour of the day.
keys v; wait_for "Mon 23 Nov 2026: 9 workshops  live"; golden plain-month-80x24; no_signs "a month"; cursor_on "> ! Mon 23 Nov"
keys j; cursor_on ">   Tue 24 Nov 2026: 1 workshop  Marriage"
keys k v; wait_for ">   02:00"; golden plain-week-80x24; no_signs "a week"; cursor_on ">   02:00: 3 workshops"
keys j; cursor_on "> ! 03:00: 1 workshop  Prayer before work"; keys v; wait_for "of 51"
keys Home; wait_for "#1234"; keys C; wait_for "y do it"; golden plain-plan-80x24; no_signs "a plan"; cursor_on '#1234 "Healing'
keys Tab; cursor_on "[-] o" 2
keys Escape; wait_gone "Plan:"
keys 4; wait_for "[4 Attendees]"; keys e; wait_for "F2 plan"; golden plain-form-80x24; no_signs "a form"
keys Escape; wait_gone "F2 plan"; keys 3; wait_for "Night watch"
keys j j T; wait_for "which notification"; no_signs "a question"; hasnt "the list is not below it" "$(screen)" "Romans"; cursor_on "r  reminder"
keys Escape; wait_gone "which notification"
keys /; keys "prayer"; wait_for "found"; hasnt "typing a filter leaves the list" "$(screen)" "Romans"; wait_for "Prayer"
is "the cursor is in the line" "$(cursor)" "1 7,23"
keys C-g; wait_for "of 51"
sql screen -e "UPDATE workshops SET status = 'cancelled' WHERE id = 1237"
wait_for "#1237 has left the list"
sql screen -e "UPDATE workshops SET title = 'Changed meanwhile' WHERE id = 1238"
wait_for "#1238 has changed" # by itself: a key would take the words away
keys q; wait_for "[exit 0]"; term_stop

# One list whatever the size, and by a setting.
mkdir -p "$XDG_CONFIG_HOME/wsadmin" && echo "plain = on" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
console 120 40; wait_for "of 50"; wait_for "#1234"; no_signs "a wide screen"; hasnt "one list" "$(screen)" "All categories"
keys q; wait_for "[exit 0]"; term_stop
tap_end
