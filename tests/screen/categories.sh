# Categories in the console: on and off, order as a draft, merging, deleting, set for marked rows, and the editor.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
export ACTOR=ada
cat >"$dir/ed-test" <<'ED'
#!/bin/sh
for file; do :; done
round=$(cat "$TEST_DIR/round" 2>/dev/null || echo 1)
echo $((round + 1)) >"$TEST_DIR/round"
echo "THE EDITOR, round $round"
read -r line
[ -f "$TEST_DIR/script.$round" ] && sed -i -f "$TEST_DIR/script.$round" "$file"
exit 0
ED
chmod +x "$dir/ed-test"
export TEST_DIR=$dir EDITOR=$dir/ed-test
unset VISUAL
names() { sql screen -e "SELECT GROUP_CONCAT(name ORDER BY sort_order, id) FROM workshop_categories"; }
active() { sql screen -e "SELECT GROUP_CONCAT(id ORDER BY id) FROM workshop_categories WHERE NOT is_active"; }

console 80 24
wait_for "31 joined of"
keys 1; wait_for "Bible study"; keys z; wait_for "Lent 2026"

# On and off: which way is known, or asked.
keys Home j; wait_for ">   Bible study"
keys O; wait_for "active: yes -> no"; keys y; wait_gone "Plan"
is "O: off" "$(active)" "1,9,11"
keys Space j Space; wait_for "2 marked"
keys O; wait_for "some of them are active"; keys n; wait_for "active: no -> yes"; keys y; wait_gone "Plan"
is "O: on" "$(active)" "9,11"

# set for the marked ones.
keys Space j Space; wait_for "2 marked"
keys / pray; wait_for "2 marked, 1 hidden"; keys Enter
keys :; keys -l 'set is_active=off --reason is=right'; keys Enter; wait_for "active: yes -> no"
has "a flag's value is no field, and the hidden row is named" "$(screen)" "1 of the marked rows is not shown in the list: #3"
keys C-g; wait_gone "Plan"; keys C-g; wait_gone "1 hidden"
keys :; keys -l 'set --reason=right category 2 name=Named'; keys Enter; wait_for "Named"; wait_for "Plan: set category #2"
tap_result 0 "set: flags first, and an entity"; keys C-g; wait_gone "Plan"; wait_for "2 marked"
keys :; keys -l 'set description="for all"'; keys Enter; wait_for "for all"; keys y; wait_gone "Plan"
is "set: the marked rows" "$(sql screen -e "SELECT GROUP_CONCAT(id) FROM workshop_categories WHERE description = 'for all'")" "2,3"

# The order as a draft: nothing is written before the plan; Esc drops it.
before=$(names)
keys Home j; wait_for ">   Bible study"; keys J J; wait_for "a draft of the order"
is "J: a draft writes nothing" "$(names)" "$before"
is "J: the row has moved" "$(screen | grep -n -o 'Prayer\|Oración en\|Bible study' | cut -d: -f2 | tr '\n' ' ')" "Prayer Oración en Bible study "
keys Escape; wait_for "the draft is dropped"
wait_for ">   Bible study"
keys J; wait_for "a draft"; keys K; keys Enter; wait_for "dropped"
keys Space j j Space; wait_for "2 marked"; keys J; wait_for "a draft"; keys Enter; wait_for "Plan: order categories"
keys y; wait_gone "Plan"
is "J: marked ones move together" "$(names)" "Prayer,Bible study,祈り,Oración en español,Youth,Marriage,Grief and hope,Worship,Healing,Leaders,Lent 2026"
is "J: no gaps" "$(sql screen -e 'SELECT GROUP_CONCAT(sort_order ORDER BY sort_order) FROM workshop_categories')" 1,2,3,4,5,6,7,8,9,10,11

# Merging and deleting say what they cost.
keys End k; wait_for ">   Lent 2026"; keys Space; wait_for "1 marked"
keys M; wait_for ":categories merge --into="; keys -l youth; keys Enter; wait_for "Plan: merge 1 category into youth"
wait_for "move to \"Youth\""; keys y; wait_gone "Plan"
wait_for "Worship"; keys k; wait_gone "Lent 2026"
is "M: merged" "$(sql screen -e 'SELECT COUNT(*) FROM workshop_categories WHERE id = 11')" 0
wait_for ">   Leaders"; keys D; wait_for "deleted"; wait_for "its category"; keys C-g; wait_gone "deleted"
is "D: left is nothing changed" "$(sql screen -e 'SELECT COUNT(*) FROM workshop_categories WHERE id = 10')" 1
keys D; wait_for "deleted"; keys y; wait_gone "Plan"; keys k; wait_gone "Leaders"
is "D: deleted" "$(sql screen -e 'SELECT COUNT(*) FROM workshop_categories WHERE id = 10')" 0

# The editor: the screen is left and comes back; a mistake opens it again; the plan follows.
printf '%s\n' 's/| Youth /| x /' >"$dir/script.1"
printf '%s\n' 's/| x /| Young people /' >"$dir/script.2"
keys End; wait_for ">   (no category)"
keys E; wait_for "THE EDITOR, round 1"
hasnt "E: the screen is the editor's" "$(screen)" "Categories"
keys Enter; wait_for "THE EDITOR, round 2"; keys Enter; wait_for "name: Youth -> Young people"
golden edit-plan-80x24
keys y; wait_gone "Plan"; wait_for "Young people"
# Over 20 rows the count must be typed, also where no row was chosen.
printf '[%s]' "$(for i in $(seq 21); do printf '%s{"name": "Kind %d"}' "${sep:-}" "$i"; sep=,; done)" >"$dir/many.json"
keys :; keys -l "categories import $dir/many.json"; keys Enter; wait_for "type 21 and Enter"
keys y; wait_for "these are many rows"; keys C-g; wait_gone "Plan"
is "many rows: y is not enough" "$(sql screen -e "SELECT COUNT(*) FROM workshop_categories WHERE name LIKE 'Kind%'")" 0
keys Home j Space; wait_for "1 marked"; keys E; wait_for "THE EDITOR, round 3"; keys Enter; wait_for "nothing was changed"
wait_for "1 marked"
printf '%s\n' 's/| Prayer /| y /' >"$dir/script.4"
keys E; wait_for "THE EDITOR, round 4"; keys Enter; wait_for "THE EDITOR, round 5"; keys Enter; wait_for "it is still wrong"
has "E: what was typed is kept" "$(cat "$XDG_STATE_HOME"/wsadmin/edit/*.txt)" "| y "
export -n EDITOR
quit_console
EDITOR=/nowhere/ed console 80 24
wait_for "31 joined of"; keys 1; wait_for "Bible study"
keys E; wait_for "cannot be run"; tap_result 0 "E: no editor"
quit_console
ACTOR=kim console 80 24
wait_for "31 joined of"; keys 1; wait_for "Bible study"
keys E; wait_for "needs an admin"; tap_result 0 "E: moderators may not"
quit_console
tap_end
