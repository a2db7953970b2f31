# Lists that live: going in and back, marks across filters, changes by others while cursor, marks and scroll stay.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
row() { screen | sed -n "$1p"; } # a line of the screen, from 1
cursor() { screen | sed -n '4,14p' | grep '^>'; }

console 80 24
wait_for "31 joined of"; wait_for "of 51"
# In along the associations, and back the same way.
keys 1; wait_for "Bible study"; keys j; wait_for ">   Bible study"; keys Enter; wait_for "[2 Series]"; wait_for "Lunch break"
hasnt "a category narrows the series" "$(screen)" "Youth evening"
keys j j; wait_for ">   Lunch break study"; keys Enter; wait_for "[3 Upcoming]"; wait_for "1-1 of 1"
has "a series narrows the workshops" "$(cursor)" "Lunch break study"
has "what the lists are narrowed to is said" "$(row 2)" "category: Bible…   series: Lunc…"
keys Enter; wait_for "nothing here"
keys BSpace; wait_for "1-1 of 1"; keys BSpace; wait_for "[2 Series]"
has "back is where one was" "$(cursor)" "Lunch break study"
keys BSpace; wait_for "[1 Categories]"; has "… and before" "$(cursor)" "Bible study"
has "nothing is narrowed any more" "$(row 2)" "category: all   series: all"
keys BSpace; wait_for "q quits"
keys G; wait_for ">   (no category)"; keys Enter; wait_for "category: (no ca"; keys 3; wait_for "1-2 of 2"
has "rows without a category" "$(screen)" "Early birds"
keys 0; wait_for "of 51"

# Marks: by id, across filters; the hidden are counted, and named in a plan.
keys Home Space j Space; wait_for "2 marked, 0 hidden"
keys 1 Home; wait_for "All categories"; keys j; wait_for ">   Bible study"; keys Enter 3; wait_for "1-4 of 4"; wait_for "2 marked, 2 hidden"
keys C; wait_for "2 of the marked rows are not shown"; wait_for "Plan: cancel 2 workshops"; keys C-g; wait_gone "Plan:"
keys 0; wait_for "2 marked, 0 hidden"
keys -; wait_gone "marked"
keys Home V j j j; wait_for "marking a range"; keys V; wait_for "4 marked"; keys '*'; wait_for "47 marked"; keys -

# Marks of a list below are there again with their workshop; what is marked elsewhere is on the screen too.
keys Home; wait_for "31 joined"; keys 4 Space; wait_for "1 marked, 0 hidden"; keys 3 j; wait_for "+1 marked elsewhere"; wait_gone "31 joined"
keys 4; wait_for "1 marked, 1 hidden"; keys 3 k; wait_for "31 joined"; keys 4; wait_for "1 marked, 0 hidden"; tap_result 0 "marks across workshops"
# … as far as there is room beside the place and the age of the rows.
keys 1; wait_for "[1 Categories]"; keys Home j Space; wait_for "1 marked, 0 hidden   +1 marked elsewhere"
keys 2; wait_for "[2 Series]"; keys Home j j Space; wait_for "1 marked, 0 hidden   +2 marked elsewhere"
keys 3 Home; wait_for "no filter   +3 marked elsewhere"; has "place and age stay" "$(screen)" "1-11 of 51  live"
keys Space V; wait_for "1 marked, 0 hidden   marking a range: V ends it"; wait_gone "elsewhere"; has "… with a range, too" "$(screen)" "1-11 of 51  live"
keys V - 2 - 1 -; wait_for "+1 marked elsewhere"; keys 4 -; wait_gone "marked"; keys 3; wait_for "[3 Upcoming]"
keys e; wait_for "edit: needs an admin"; hasnt "no form for who may not" "$(screen)" "F2 plan"; keys 1 M; wait_for "merge: needs an admin"; keys 3

# Others change things; nothing is typed meanwhile.
keys Home j j j; wait_for "@rio"; has "on the overdue one" "$(cursor)" "28m overdue"
keys Space; wait_for "1 marked"
sql screen -e "INSERT INTO workshops (id, host_id, title, scheduled_at, status, actual_started_at) VALUES
    (2001, 3, 'Began just now', '2026-11-23 05:00:00', 'live', '2026-11-23 07:12:00')"
wait_for "Began just now"
has "the cursor stays on its row" "$(cursor)" "28m overdue"
has "its mark too" "$(cursor)" ">*!"
sql screen -e "UPDATE workshops SET title = 'Another title' WHERE id = 1237"
wait_for "Another title"; has "a changed row is where it was" "$(cursor)" "Another title"
looks() { CAPTURE=-e screen | grep -F -- "$1"; }
keys p; wait_for "paused" # so that only r reads
sql screen -e "UPDATE workshops SET title = 'Night guard' WHERE id = 1236"
keys r; wait_for "Night guard"; has "a changed cell is lit" "$(looks 'Night guard')" $'\e[7mNight guard'
sql screen -e "UPDATE workshops SET title = 'Morning watch' WHERE id = 1239"
keys r; wait_for "Morning watch"; has "the one that has changed since is" "$(looks 'Morning watch')" $'\e[7mMorning watch'
hasnt "and the one before no more: cells are lit once" "$(looks 'Night guard')" $'\e[7m'
keys p; wait_gone "paused"
sql screen -e "UPDATE workshops SET status = 'cancelled' WHERE id IN (1237, 1242)"
wait_for "1 marked, 1 hidden"; has "a row that is gone stays until the next key" "$(cursor)" "Another title"
has "… and is dimmed" "$(looks 'Youth evening')" $'\e[2mYouth evening'; has "under the cursor too" "$(looks 'Another title')" $'\e[2mAnother title'
sql screen -e "UPDATE workshops SET title = 'Later watch' WHERE id = 1239"
wait_for "Later watch"; has "it stays with the next reading, dimmed" "$(looks 'Youth evening')" $'\e[2mYouth evening'
keys j; wait_gone "Another title"; has "the cursor has gone on from there" "$(cursor)" "in 17m"
hasnt "the other one has left as well" "$(screen)" "Youth evening"
sql screen -e "INSERT INTO workshop_attendees (workshop_id, user_id, status) VALUES (1238, 7, 'rsvp')"
wait_for "@ana             Ana Reyes           rsvp"
tap_result 0 "the list below lives as well"

# Scrolled away from the beginning, new rows there do not move what is shown.
keys - G; wait_for "Next year"; keys C-b; wait_gone "Next year"
top=$(row 4)
sql screen -e "INSERT INTO workshops (host_id, title, scheduled_at, status) VALUES (3, 'Somewhere above', '2026-11-23 09:00:00', 'scheduled')"
keys r; wait_for "of 51"
is "the scroll stays" "$(row 4)" "$top"
keys p; wait_for "paused"
sql screen -e "UPDATE workshops SET title = 'Unseen' WHERE id = 1254"; keys G
keys p; wait_for "Unseen"

# From flag to flag, and from mark to mark.
keys Home; wait_for "1-11 of"; keys j; wait_for "> ! live 47m"
keys ']'; wait_for "> ! in 47m"; tap_result 0 "the next flag"
keys ']'; wait_for "> ! 06:00"; keys ']'; wait_for "> ! Thu"; keys ']'; wait_for "nothing further on"
keys '['; wait_for "> ! 06:00"; tap_result 0 "and back"
keys Home Space j j j Space k; wait_for "2 marked"; keys n; wait_for ">*  lobby"; keys N; wait_for ">*  live 1m"; keys N; wait_for "no marked row further on"
keys -

# A screen reader's and a hand's way: views, and the list below by its digits.
keys a; wait_for "3 All"; keys a; wait_for "3 Past"; wait_for "Romans"; keys a; wait_for "3 Cancelled"; wait_for "Another title"
keys a; wait_for "3 Upcoming"
keys 4; wait_for "[4 Attendees]"; keys C-g; keys g g; wait_for "1-11 of"
keys ':' 'when past' Enter; wait_for "3 Past"; keys ':' 'focus series' Enter; wait_for "[2 Series]"
keys ':' 'quit' Enter; wait_for "[exit 0]"; term_stop
tap_end
