# The workshops as a calendar: by month and week, through the list's filters and narrowing, kept new; a day of 25 hours;
# and that nothing is acted on which is not to be seen.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
before=$(everything)
month() { wait_for "9 workshops"; }

console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys v; month; golden month-80x24
keys C R T D e m Space; wait_for "9 workshops"; golden month-80x24 # keys of a row that is not there do nothing
keys : cancel Enter; wait_for "no row is chosen"; keys l; wait_for "Tue 24 Nov 2026: 1"
keys j; wait_for "Tue 1 Dec 2026: 0"; keys t; wait_for "Mon 23 Nov 2026: 9"
keys v; wait_for "02:00: 3 workshops"; golden week-80x24
keys j; wait_for "03:00: 1 workshop "; keys Enter; wait_for "> ! in 47m"; wait_for "#1239"
keys BSpace; wait_for "03:00: 1 workshop "; keys v; wait_for "1-11 of 51"
keys v; month; keys / night; wait_for "2026: 2 workshops"; golden month-filter-80x24; keys Escape; month
keys / 'host:nobody'; wait_for "nobody"; keys Escape; month
keys a a; wait_for "3 Past Nov 2026"; wait_for "2026: 0"; keys h h h; wait_for "Fri 20 Nov 2026: 1 workshop "
keys Enter; wait_for "1-2 of 2"; wait_for "Romans"; keys a a; wait_for "3 Upcoming]"; wait_for "of 51"

keys Home : 'day 2026-12-24' Enter; wait_for "[3 Upcoming Dec 2026]"; wait_for "Thu 24 Dec 2026: 1 workshop "
keys NPage; wait_for "Sun 24 Jan 2027: 0"; keys PPage; wait_for "Thu 24 Dec 2026: 1"
keys : 'day someday' Enter; wait_for "someday"; keys t; month
is "nothing so far changed the database" "$(everything)" "$before"
sql screen -e "UPDATE workshops SET title = 'Renamed' WHERE id = 1243"
wait_for "Renamed"; tap_result 0 "what others change comes by itself"
sql screen -e "UPDATE workshops SET title = 'Marriage course (12)' WHERE id = 1243"; wait_gone "Renamed"
before=$(everything)
keys : 'filter #1250' Enter; wait_for "[3 Upcoming]"; wait_for "#1250"; tap_result 0 "#ID leads to the list"
keys : 'day 2026-11-01' Enter; wait_for "Sun 1 Nov 2026"; keys v; wait_for "again"; golden week-25-hours-80x24
keys : 'day 2026-03-08' Enter; wait_for "Sun 8 Mar 2026"; wait_gone again; golden week-23-hours-80x24
keys t; wait_for "02:00: 3 workshops"; term_resize 40 10; wait_gone "3 workshops"; wait_for "02:00"; golden week-40x10
keys : 'view month' Enter; wait_for "!9 24 1"; golden month-40x10
term_resize 200 50; wait_for "Men’s breakf"; golden month-200x50
keys v; wait_for "23:00"; golden week-200x50
quit_console
LC_ALL=C console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys v; month; golden month-c-80x24; keys v; wait_for "01:00: 2"; golden week-c-80x24
quit_console
is "nor did the rest of the database" "$(everything)" "$before"
tap_end
