# Forms: fields while they are typed, references found, Esc, plans, and what others change meanwhile.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
field() { sql screen -e "SELECT $1"; }

console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys 1; wait_for "on         1"; keys j j; wait_for "#2"; keys e; wait_for "category #2"; golden form-80x24
keys C-u X; wait_for "at least 2"; golden form-error-80x24
keys F2; wait_for "name: at least 2"
keys Escape; wait_for "Esc again leaves"; keys q; wait_gone "Esc again"; wait_for "category #2"
keys C-u Prayers Enter Tab 'All of them' Tab Tab Space; wait_for "[ ] no"
before=$(everything)
keys F2; wait_for "y do it"; golden form-plan-80x24
keys Escape; wait_gone "Plan:"; wait_for "All of them"
is "nothing is written before y" "$(everything)" "$before"

# The same field is changed by somebody else: both values are shown, theirs stays. Another field is taken over.
sql screen -e "UPDATE workshop_categories SET name = 'Prayer now', sort_order = 7 WHERE id = 2"
keys F2; wait_for "somebody changed the same field"; wait_for "is now Prayer now"; screen | grep -q "Prayers  .*is now Prayer now"; is "both values are shown" $? 0
is "theirs stays" "$(field "name FROM workshop_categories WHERE id = 2")" "Prayer now"
keys F2; wait_for "y do it"; wait_for "Prayer now -> Prayers"
# … and between the plan and y: a new plan.
sql screen -e "UPDATE workshop_categories SET name = 'Prayer soon' WHERE id = 2"
keys y; wait_for "name was Prayer now"; wait_for "y do it"
is "theirs stays again" "$(field "name FROM workshop_categories WHERE id = 2")" "Prayer soon"
keys y; wait_gone "Plan:"; wait_gone "category #2"
is "written" "$(field "CONCAT_WS('|', name, description, sort_order, is_active) FROM workshop_categories WHERE id = 2")" "Prayers|All of them|7|0"
keys u; wait_for "Plan: undo"; wait_for "y do it"; keys y; wait_for "1 row as it was before"
is "taken back" "$(field "CONCAT_WS('|', name, sort_order, is_active) FROM workshop_categories WHERE id = 2")" "Prayer soon|7|1"

keys o; wait_for "new category"; keys F2; wait_for "is needed"
keys 'Night prayer' F2; wait_for "y do it"; keys y; wait_gone "new category"
is "made" "$(field "CONCAT_WS('|', name, slug, is_active) FROM workshop_categories WHERE name = 'Night prayer'")" "Night prayer|night-prayer|1"

# A workshop: references as one types, an instant in the viewer's zone, lines of text.
keys 3; wait_for "of 51"; keys G; wait_for "#1"; keys e; wait_for "workshop #"; id=$(screen | sed -n 's/.*workshop #\([0-9]*\) .*/\1/p')
keys Tab C-u a; wait_for "[ada]  ana"; keys C-n; wait_for "ada  [ana]"; golden form-names-80x24
keys C-u zzz; wait_for "no name begins so"; keys C-u an; wait_for "[ana]"; keys Enter; wait_for "ana   "
keys Tab C-u '2027-04-01 09:00' Tab C-u 45 Tab Tab Tab 'one' M-Enter 'two'
paste "
three"; wait_for "three"
keys F2; wait_for "y do it"; keys y; wait_gone "workshop #$id ─"
is "the workshop" "$(field "CONCAT_WS('|', host_id, scheduled_at, duration_minutes, HEX(description)) FROM workshops WHERE id = $id")" \
    "7|2027-04-01 13:00:00|45|$(printf 'one\ntwo\nthree' | od -An -tx1 | tr -d ' \n' | tr a-f A-F)"
keys Home; wait_for "1-11 of"; keys 4; wait_for ">   @ana"; keys e; wait_for "attendee #"; wait_for "< "; golden form-attendee-80x24
keys Escape; wait_gone "attendee #"

# Series are found by a part of their title, or by id; what is taken is the id.
keys 3; wait_for "of 51"; keys o; wait_for "new workshop"; keys 'Extra night' Tab ana Tab Tab
keys 'night with'; wait_for "[#71 Healing Night with Cruz]"; keys C-u zzz; wait_for "no name begins so"
keys C-u '#71'; wait_for "[#71 Healing"; keys Enter; wait_for "#71 Healing Night with Cruz          was"
keys '2027-05-01 09:00' F2; wait_for "y do it"; wait_for 'series: #71'; keys y; wait_gone "new workshop"
is "a workshop of a series that was found" "$(field "series_id FROM workshops WHERE title = 'Extra night'")" 71

# Where nothing can be edited, and on narrow and low screens.
keys 9; wait_for "@ada"; keys o; wait_for "new: users are the platform"
keys 3; wait_for "of 52"; term_resize 60 12; wait_for "Healing"; keys e; wait_for "workshop #"; keys Tab Tab Tab Tab Tab Tab Tab; wait_for "5,000"; golden form-60x12
# On the lowest the frame says what is wrong, and the names to choose from.
keys C-g C-g; wait_gone "workshop #"; term_resize 40 10; keys e; wait_for "workshop #"
keys Tab C-u a; wait_for "[ada]"; golden form-names-40x10
keys C-u zzz; wait_for "no name begins so"; golden form-error-40x10
quit_from_form() { keys C-g C-g; wait_gone "workshop #"; quit_console; }
quit_from_form
tap_end
