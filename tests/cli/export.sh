# export: any list to a file, streamed, whole or not at all.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
cd "$dir" || exit 99
ROWS=${WSTEST_ROWS:-100000}
half_files() { ls -A | grep -c 'wsadmin-'; }

run ws export workshop view:all --csv
is "to standard output: status" "$status" 0
is "csv: a line a row, with every field" "$(printf '%s\n' "$out" | tr -d '\r' | sed -n '1p;$=')" "$(ws list workshop view:all --csv | tr -d '\r' | sed -n '1p;$=')"
has "csv: safe for spreadsheets" "$out" "\"'=祈りの会\""
run ws export workshop view:all
has "tsv: safe for spreadsheets" "$out" "	'=祈りの会	"
run ws list workshop view:all --tsv
has "a list for a pipe is as it is" "$out" "	=祈りの会	"
run ws export user status:banned --output banned.json
is "to a file: status" "$status" 0
is "to a file: filtered, in the form of its name" "$(grep -o '"username": "[a-z]*"' banned.json)" '"username": "tom"'
is "to a file: for nobody else" "$(stat -c %a banned.json)" 600
run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod export user --output=users.csv
is "e-mail addresses are not for moderators" "$(grep -c '@x' users.csv)" 0
# Any list in any form; whoever is no admin reads no e-mail address, whatever the word.
addresses='[a-z0-9]@x\b'
for entity in category series workshop attendee user chat note invite notification; do
    [ $entity = workshop ] && set -- view:all || set --
    count=$(ws list $entity "$@" --limit=1000 --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')
    for form in csv tsv json; do
        run ws export $entity "$@" --output=list.$form
        [ $form = json ] && rows=$(python3 -c 'import json; print(len(json.load(open("list.json"))))') ||
            rows=$(python3 -c 'import csv, sys; print(len(list(csv.reader(open(sys.argv[1]), delimiter=sys.argv[2]))) - 1)' \
                list.$form "$([ $form = csv ] && echo , || printf '\t')")
        is "$entity as $form: every row" "$status $rows" "0 $count"
        "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod export $entity "$@" --output=moderator.$form 2>/dev/null
        is "$entity as $form, for a moderator: no address" "$(grep -cE "$addresses" moderator.$form)" 0
    done
    run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod show $entity 1 2 3
    hasnt "show $entity, for a moderator: no address" "$out" "@x"
done
grep -qE "$addresses" <<<"$(ws list user --json)"; is "an admin reads them" $? 0
for words in "log --json" "undo --list" "doctor" "ics" "export recipients updated 1 --json" "can-host off ana --dry-run --json"; do
    run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod $words
    hasnt "$words, for a moderator: no address" "$out$errors" "@x"
done
run ws export series host:ana --output=/dev/stdout --json
has "a place that is no plain file is written to" "$out" '"title": "Morning prayer"'
ln -s target.tsv link.tsv
echo old >target.tsv
run ws export category --output=link.tsv
is "a symbolic link stays one" "$(readlink link.tsv) $(head -n 1 target.tsv | cut -f1-3 | tr '\t' ' ')" "target.tsv id name slug"
run ws export note content: --output=none.csv
is "no rows: the names of the columns all the same" "$(cut -d, -f1-2 none.csv)" "id,workshop_id"

# A read that fails writes nothing, not even a heading.
for form in csv tsv; do
    run "$WSADMIN" --defaults-file="$dir/my.cnf" -D nothing --as=root list category --$form
    is "$form: a failed read writes no heading" "$out" ""
done
sql platform -e "RENAME TABLE workshop_notes TO elsewhere"
echo old >notes.csv
run ws list note --csv
is "csv: no table, no heading" "$out" ""
run ws export note --output=notes.csv
is "a failed export: status" "$((status != 0))" 1
is "a failed export leaves what was there" "$(cat notes.csv)" old
sql platform -e "RENAME TABLE elsewhere TO workshop_notes"
run ws export category --output=c.xlsx
is "an unknown form: status" "$status" 64
is "an unknown form: no file" "$(ls c.xlsx 2>/dev/null)" ""
run ws export recipients updated 11 --output=people.csv
is "recipients to a file" "$(head -n 1 people.csv | tr -d '\r')" "workshop_id,user_id,username,display_name,language,email"
run ws export category --output=/nowhere/x.csv
is "a folder that is not there: status" "$status" 73
is "no half file is left" "$(half_files)" 0

# Many rows: memory does not grow with them.
sql platform -e "INSERT INTO workshop_chats (workshop_id, user_id, message, offset_ms)
    SELECT 13, 2, CONCAT('message ', seq), seq FROM seq_1_to_$ROWS"
peak() { # ARGUMENTS…: of the program's memory, in KiB; a sanitizer is not to keep what was freed
    ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1 python3 - "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root "$@" <<'PY'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PY
}
small=$(peak export chat --limit=1000 --output=small.csv) large=$(peak export chat --output=large.csv)
echo "# peak memory: $small KiB for 1,000 rows, $large KiB for $ROWS"
is "all rows are there" "$(wc -l <large.csv)" $((ROWS + 2))
is "memory stays the same" "$((large < small + 3000))" 1

# Told on a terminal how far it is.
script -qec "'$WSADMIN' --defaults-file='$dir/my.cnf' --as=root export chat --output=large.json" /dev/null >said
has "progress" "$(cat said)" " rows, "
has "and the end" "$(cat said)" "$((ROWS + 1)) rows written to large.json"
ok "JSON is whole" python3 -c "import json; assert len(json.load(open('large.json'))) == $ROWS + 1"

# Stopped in the middle: nothing under the final name, and for what can be caught nothing beside it.
for signal in TERM HUP KILL; do
    # The signals as they are by themselves: who runs the tests may ignore them.
    env --default-signal=HUP,TERM "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root export chat --output=stopped.csv \
        2>/dev/null &
    pid=$!
    for i in $(seq 200); do
        [ -n "$(find . -name '*wsadmin-*' -size +100k)" ] && break
        sleep 0.02
    done
    kill -$signal $pid
    wait $pid 2>/dev/null
    status=$?
    is "$signal: it was stopped" "$((status > 128))" 1
    is "$signal: no file of that name" "$(ls stopped.csv 2>/dev/null)" ""
    [ $signal = KILL ] || is "$signal: no half file" "$(half_files)" 0
done
tap_end
