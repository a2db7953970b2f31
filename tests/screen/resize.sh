# Sizes from 1x1 to 200x60 by chance, with keys typed meanwhile and boxes open: the console goes on, and in the end its
# screen is that of a console which never knew another size.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
console 80 24
wait_for "31 joined of"
RANDOM=4711
presses=(j k G Home Tab BTab Enter BSpace 0 1 2 3 4 5 6 7 8 9 '?' d z Space V m a C H T : x é C-g C-g PPage NPage C-d C-u p l h g)
for i in $(seq 150); do
    term_resize $((1 + RANDOM % 200)) $((1 + RANDOM % 60))
    keys "${presses[RANDOM % ${#presses[@]}]}" "${presses[RANDOM % ${#presses[@]}]}"
done
for size in "1 1" "2 1" "1 2" "39 10" "40 9" "40 10" "100 30" "99 30" "100 29" "200 60"; do term_resize $size; done
term_resize 80 24
keys C-g C-g C-g C-g; keys q; wait_for "[exit 0]"
tap_result 0 "150 sizes and keys by chance"
term_stop

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
