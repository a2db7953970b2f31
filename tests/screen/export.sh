# export on the `:` line: the file is asked for, the lists stay alive, Esc stops it and leaves nothing.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
cd "$dir" || exit 99
half_files() { ls -A | grep -c 'wsadmin-'; }

console 80 24; wait_for "31 joined of"
keys : 'export category --output=categories.json' Enter; wait_for "rows written to categories.json"
ok "a list, in the form of its file's name" python3 -c "import json; assert len(json.load(open('categories.json'))) >= 9"
is "for nobody else" "$(stat -c %a categories.json)" 600
keys : 'export workshop view:all' Enter; wait_for "to the file:"; keys 'all.csv' Enter; wait_for "rows written to all.csv"
is "the file that was asked for" "$(head -c 3 all.csv)" "id,"
keys : 'export series' Enter; wait_for "to the file:"; keys Escape; wait_gone "to the file:"
keys : 'export series' Enter; wait_for "to the file:"; keys C-d; wait_gone "to the file:" # the end of the input
keys / morning; wait_for "1 found"; keys C-u C-d; wait_gone "Esc drop"; wait_for "no filter"
keys : 'export series --output=x.xlsx' Enter; wait_for "what kind of file is it"
keys : 'categories export c.tsv' Enter; wait_for "rows written to c.tsv"
is "the categories" "$(head -n 1 c.tsv | cut -f2-3 | tr '\t' ' ')" "name slug"
keys : 'export series --output=/nowhere/x.csv' Enter; wait_for "cannot be written"

# Many rows: told how far it is, no plan meanwhile, and stopped by Esc.
sql screen -e "INSERT INTO workshop_chats (workshop_id, user_id, message, offset_ms)
    SELECT 1234, 2, CONCAT('message ', seq), seq FROM seq_1_to_1000000"
echo old >stopped.csv
keys : 'export chat --output=stopped.csv' Enter; wait_for " rows, "
keys j; wait_for "#"; keys C; wait_for "an export is still at work"
is "a half file stands beside its place" "$(half_files)" 1
keys Escape; wait_for "stopped"
is "what was there is left" "$(cat stopped.csv)" old
is "no half file" "$(half_files)" 0
# The end of the console is the export's.
keys : 'export chat --output=gone.csv' Enter; wait_for " rows, "; quit_console
is "nothing of that name" "$(ls gone.csv 2>/dev/null)" ""
is "no half file at the end" "$(half_files)" 0

console 80 24 --restricted; wait_for "31 joined of"
before=$(ls -A)
keys : 'export category' Enter; wait_for "not under --restricted"
keys : 'export category --output=r.csv' Enter; wait_for "output works with files"; keys Escape; wait_gone "output works"
is "restricted: no file" "$(ls -A)" "$before"
quit_console
tap_end
