# Sizes from 1x1 to 500x200 by chance, with every box and view open and keys typed meanwhile: the console goes on, and in
# the end its screen is that of a console which never knew another size.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
console 80 24
wait_for "31 joined of"
RANDOM=4711
presses=(j k G Home Tab BTab Enter BSpace 0 1 2 3 4 5 6 7 8 9 '?' d z Space V m a C H T : x é C-g C-g PPage NPage C-d C-u p l h g)
press() { keys "${presses[RANDOM % ${#presses[@]}]}" "${presses[RANDOM % ${#presses[@]}]}"; }
by_chance() { # one in eight as large as screens come
    if [ $((RANDOM % 8)) = 0 ]; then
        term_resize $((1 + RANDOM % 500)) $((1 + RANDOM % 200))
    else
        term_resize $((1 + RANDOM % 120)) $((1 + RANDOM % 40))
    fi
}
for i in $(seq 30); do by_chance; press; done
term_resize 80 24; wait_for " wsadmin  screen@"
keys C-g C-g C-g C-g C-g C-g q; wait_for "[exit 0]"
tap_result 0 "30 sizes and keys by chance"
term_stop

# Each opened at 80x24, by who may open all of them and seen there, then at sizes by chance.
sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
console 80 24
wait_for "31 joined of"
open=0
home() {
    term_resize 80 24; wait_for " wsadmin  screen@" # on a screen that is too small no key would act
    until case $(screen) in *┌*) false ;; *"? help"*) true ;; *) false ;; esac; do keys C-g; done
    keys 0 3 Home; wait_for "[3 Upcoming]"
}
try() { # TEXT KEY…: what shows that it is open
    local seen=$1; shift
    home
    keys "$@"; wait_for "$seen"
    open=$((open + 1))
    for i in 1 2; do by_chance; keys Down NPage; done
    term_resize 40 10; keys Up
}
try "Keys" '?'
try "workshop #" Home d
try "F2 plan" Home e
try "F2 plan" o
try "Plan:" Home C
try "which notification" T
try "sort" s
try ":half" : half
try "/half" / half
try "list category" : "list category" Enter
try "[1 Categories]" 1
try "[2 Series]" 2
try "[9 Hosts]" 9
try "F2 plan" 2 j e
for pane in 4 5 6 7 8; do try "[$pane " $pane; done
try "Nov 2026" v
is "20 boxes and lists at sizes by chance" $open 20
for size in "1 1" "500 200" "2 1" "1 2" "39 10" "40 9" "40 10" "100 30" "99 30" "100 29" "200 60"; do term_resize $size; done
term_resize 39 9; wait_for "too small"; tap_result 0 "under 40x10 it says so"
term_resize 80 24; wait_for "? help"
keys C-g C-g C-g C-g; keys q; wait_for "[exit 0]"
term_stop

sql screen -e "UPDATE users SET is_admin = 0 WHERE id = 1"
console 200 60
wait_for "31 of 34" && wait_for "on        31"
for size in "80 24" "120 40" "40 10" "1 1" "81 25" "80 24"; do term_resize $size; keys j k; done
wait_for "31 joined of" && wait_for "of 51" && golden first-80x24
keys :; keys "half a line"; wait_for ":half a line"
term_resize 100 30; wait_for "All categories"; wait_for ":half a line"
term_resize 60 20; wait_gone "All categories"; wait_for ":half a line"
keys Space more; wait_for ":half a line more"
is "a line that is typed survives sizes" "$(screen | tail -1)" ":half a line more"
keys C-g; wait_gone ":half"; keys q; wait_for "[exit 0]"; term_stop
tap_end
