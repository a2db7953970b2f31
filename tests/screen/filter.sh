# The filter of a list: it narrows as it is typed, in the language of `list`; Enter keeps it, Esc drops it; numbers and
# links go to their row; marks survive it.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
cursor() { screen | sed -n '4,14p' | grep '^>'; }
titles() { screen | sed -n '4,14p' | grep -c '[a-z]'; }

console 80 24
wait_for "31 joined of"; wait_for "of 51"
# As it is typed.
keys / p r a y; wait_for "/pray"; wait_for "1 found"; has "narrowed while typing" "$(screen)" "Prayer before work"
golden filter-80x24
hasnt "the others are gone" "$(screen)" "Night watch"
keys Enter; wait_for "filter: pray"; keys j; wait_for "1 found"
keys /; wait_for "/pray"; keys Escape; wait_for "no filter"; wait_for "of 51"
keys F3; keys "host:marie"; wait_for "filter: host:marie"; wait_gone "Healing"; has "by field" "$(screen)" "Lunch break study"
keys " %"; wait_for "0 found"; tap_result 0 "% is a character like any other"
keys BSpace; wait_for "Lunch break study"; keys _; wait_for "0 found"; tap_result 0 "so is _"
keys BSpace; wait_for "Lunch break study"
keys C-u; wait_for "no filter"; wait_for "Night watch"
keys "status:li"; wait_for "there is no li"; tap_result 0 "a mistake is said while typing"
golden filter-wrong-80x24
keys "ve"; wait_for "2 found"; has "an enum's value" "$(screen)" "Umaga"
keys C-u "host:nobody"; wait_for "there is no user nobody"
keys C-g; wait_for "no filter"; wait_for "of 51"
keys '\'; keys "view:past romans"; wait_for "Romans"; keys Enter; wait_for "filter: view:past"; keys Escape; wait_for "no filter"
keys F4; keys "attention"; wait_for "filter: attention"; wait_gone "Umaga"
keys Enter; wait_for "found"
for i in 1 2 3 4 5 6 7 8; do keys j; done
is "every row that is found has its flag" "$(screen | sed -n '4,14p' | cut -c3 | grep -vc '!')" "$((11 - $(titles)))"
golden attention-80x24
keys Escape; wait_for "of 51"
is "a flag is on the same rows without the filter" "$(screen | sed -n '4,14p' | cut -c3 | grep -c '!')" \
    "$(sql screen -e "SELECT COUNT(*) FROM workshops w JOIN users u ON u.id = w.host_id LEFT JOIN workshop_categories c ON c.id = w.category_id
        WHERE w.status IN ('live', 'lobby', 'scheduled') AND w.scheduled_at < '2026-11-25 23:00:00' AND w.id < 1245
        AND (u.can_host = 0 OR c.is_active = 0 OR w.attendee_count >= w.max_capacity OR (w.status = 'scheduled' AND w.scheduled_at < '2026-11-23 06:58:20'))")"

# A search that takes long is stopped by one Esc, with what was typed meanwhile; the next drops the filter.
mariadb --no-defaults -uroot -S "$SERVER_SOCKET" screen -e "LOCK TABLES workshops WRITE; SELECT SLEEP(300)" >/dev/null 2>&1 &
locker=$!
until [ "$(sql -e "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(300)%'")" = 1 ]; do sleep 0.02; done
keys / pray Enter; wait_for "filter: pray"; wait_for "Esc stops it"
keys Escape; wait_for "stopped; r reads on"; has "the filter is kept" "$(screen)" "filter: pray"
sql -e "$(sql -e "SELECT CONCAT('KILL ', id) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(300)%'")"
wait $locker 2>/dev/null
keys r; wait_for "1 found"; has "r searches" "$(screen)" "Prayer before work"
keys Escape; wait_for "no filter"; wait_for "of 51"; keys Home

# Numbers and links.
keys / '#1243'; wait_for "Enter goes to #1243"; keys Enter; wait_for "#1243  series"
has "a number goes to its row" "$(cursor)" "Marriage course"
past=$(sql screen -e "SELECT MIN(id) FROM workshops WHERE status = 'ended'")
keys /; paste "https://example.org/workshops/$past?x=1"; wait_for "Enter goes to #$past"; keys Enter; wait_for "3 All"
wait_for "#$past"; has "a link goes to its row, in whatever view" "$(cursor)" "ended"
keys BSpace; wait_for "#1243"; has "and back" "$(cursor)" "Marriage course"
keys / '#99999' Enter; wait_for "there is no #99999"

# Marks survive filters; hidden ones are counted, and come first in a plan.
keys Home; keys a a a; wait_for "3 Upcoming"; wait_for "of 51"; keys Home j j j j j j j Space; wait_for "1 marked, 0 hidden"
keys / pray; wait_for "1 found"; wait_for "1 marked, 1 hidden"
keys Enter Space; wait_for "2 marked, 1 hidden"
golden filter-marks-80x24
keys +; keys C; wait_for "Plan: cancel 2"; wait_for "y do it"
has "the plan names the hidden one first" "$(screen)" "1 of the marked rows is not shown in the list: #1241"
keys C-g; wait_gone "Plan:"
keys -; wait_gone "marked"; keys C-g; wait_for "no filter"

# Other lists, and one below.
keys 9; wait_for "@ada"; keys / kim; wait_for "1 found"; keys C-g
keys 1; wait_for "Bible"; keys / inori; wait_for "1 found"; has "a slug" "$(screen)" "祈り"; keys C-g; keys 3; wait_for "of 51"
keys Home; wait_for "31 joined"; keys 4; keys / status:left; wait_for "found"; wait_gone "joined  "; keys C-g; wait_for "31 joined"
keys 3; wait_for 'of 51'; keys ':' 'filter host:ana' Enter; wait_for "filter: host:ana"; tap_result 0 "the word does the same"
keys C-g; wait_for "of 51"

# Sorting.
keys Home s; wait_for "sort by what"; golden sort-80x24
keys 1; wait_for "by id"; keys s r; wait_for "by -id"; wait_for "31 Dec"
has "the latest id first" "$(screen | sed -n 4p)" "$(sql screen -e "SELECT LEFT(title, 12) FROM workshops WHERE status IN ('live', 'lobby', 'scheduled') ORDER BY id DESC LIMIT 1")"
keys ':' 'sort title' Enter; wait_for "no index"; tap_result 0 "another order is refused, with the reason"
keys ':' 'sort own' Enter; wait_gone "by -id"; wait_for "Night watch"
keys q; wait_for "[exit 0]"; term_stop
tap_end
