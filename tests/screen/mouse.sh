# The mouse as an extra: off unless the settings say so; a click chooses a row or a list, the wheel moves, and in boxes
# nothing is agreed to by it; the terminal reports no clicks any more after any way out.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
before=$(everything)
conf=$XDG_CONFIG_HOME/wsadmin/wsadmin.conf
mkdir -p "${conf%/*}"
mouse_modes() { tmux_ display-message -p '#{mouse_standard_flag}#{mouse_sgr_flag}'; }
report() { # TEXT: raw bytes behind Esc
    tmux_ send-keys -H 1b $(printf '%s' "$1" | od -An -tx1)
}
click() { report "[<0;$1;$2M"; report "[<0;$1;$2m"; } # COLUMN ROW, from 1
wheel_down() { report "[<65;$1;$2M"; }
wheel_up() { report "[<64;$1;$2M"; }
row_of() { screen | grep -nF -- "$1" | head -1 | cut -d: -f1; }
column_of() { local line; line=$(screen | grep -F -- "$1" | head -1); line=${line%%"$1"*}; echo $((${#line} + 1)); }

console 80 24; wait_for "31 joined of"; wait_for "of 51"
is "off: the terminal is not asked for clicks" "$(mouse_modes)" 00
quit_console

echo "mouse = on" >"$conf"
console 80 24; wait_for "31 joined of"; wait_for "of 51"
is "on: clicks are reported" "$(mouse_modes)" 11
click 30 "$(row_of "Night watch")"; wait_for "#1236"
wheel_down 30 8; wait_for "#1239"
wheel_up 30 8; wait_for "#1236"
click "$(column_of "1 Categories")" 2; wait_for "[1 Categories]"; wait_for "All categories"
click "$(column_of "3 Upcoming")" 2; wait_for "[3 Upcoming]"
click "$(column_of "5 chat")" "$(row_of "5 chat")"; wait_for "[5 Chat]"
click 30 "$(row_of "Umaga")"; wait_for "#1235"
click 30 1; click 30 22; click 30 23; click 79 24; report "[<2;30;5M"; report "[<0;900;900M"; keys j; wait_for "#1236"
tap_result 0 "clicks elsewhere do nothing"
tmux_ send-keys -H 1b; sleep 0.3; tmux_ send-keys -H 5b 3c 30 3b; tmux_ send-keys -H 33 30 3b 34 4d; wait_for "#1234"
tap_result 0 "a report in pieces is one click"

# In boxes: not on y, not anywhere, with any button; the wheel scrolls.
keys C; wait_for "y do it"
for row in $(seq 24); do for column in 2 4 6 40 79; do click $column "$row"; done; done
click "$(column_of "y do it")" "$(row_of "y do it")"; report "[<1;4;18M"; report "[<2;4;18M"; report "[<32;4;18M"
wheel_down 40 10; wait_for "4 lines more"
is "the plan is still there" "$(case $(screen) in *"y do it"*) echo yes ;; esac)" yes
wheel_up 40 10; wait_for "7 lines more"
keys Escape; wait_gone "Plan:"
keys T; wait_for "which notification"
for row in 3 4 5 6 7 8 9; do click 6 $row; done
keys Escape; wait_gone "which notification"; hasnt "a click answers no question" "$(screen)" "Plan:"
keys 4; wait_for "S speak"; keys e; wait_for "F2 plan"; click 20 5; wheel_down 20 5; click 40 15; keys Escape; wait_gone "F2 plan"; keys 3; wait_for "#1234"
keys : ; keys "can"; wait_for ":can"; click 20 5; keys "cel"; wait_for ":cancel"; keys C-g; wait_gone ":cancel"
keys '?'; wait_for "Keys"; wheel_down 40 10; wait_gone "this list of keys"
keys C-g; wait_for "#1234"
is "no click changed the database" "$(everything)" "$before"
keys q; wait_for "[exit 0]"; is "after q: no clicks are reported" "$(mouse_modes)" 00; term_stop

for name in TERM HUP SEGV ABRT; do
    console 80 24; wait_for "31 joined of"
    term_signal $name; wait_for "[exit"; is "after SIG$name: no clicks are reported" "$(mouse_modes)" 00; term_stop
done
tap_end
