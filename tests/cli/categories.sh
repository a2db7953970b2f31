# Categories in bulk on the command line: files out and in, rubbish refused, merging, order.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
sql platform -e "UPDATE workshop_categories SET description = '=1+1|\"x\", y' WHERE id = 1"
sql platform -e "INSERT INTO workshop_categories (id, name, slug, description, sort_order, is_active)
    VALUES (3, '''-x', 'x', CONCAT('a\nb\tc', CHAR(27), '[31m'), 7, 0)"
state() { sql platform -e "CHECKSUM TABLE workshop_categories, workshops, workshop_series" | cut -f2; }
table() { sql platform -e "SELECT id, name, slug, IFNULL(description, '-'), sort_order, is_active FROM
    workshop_categories ORDER BY sort_order, id"; }
before=$(state)
cd "$dir" || exit 99

# Out and in again: nothing has changed.
for form in csv tsv json; do
    (umask 022; run ws categories export "out.$form"; printf '%s\n' "$status" >status; printf '%s' "$errors" >said)
    is "export $form: status" "$(cat status)" 0
    is "export $form: what was done" "$(cat said)" "wsadmin: 3 rows written to out.$form"
    is "export $form: for nobody else" "$(stat -c %a "out.$form")" 600
    run ws categories import "out.$form" --yes
    is "import $form of what was exported: status" "$status" 0
    has "import $form: nothing to do" "$errors" "Nothing to do"
done
is "and nothing has changed" "$(state)" "$before"
is "csv: safe for spreadsheets" "$(sed -n '2s/.*prayer,//p' out.csv | tr -d '\r')" '"'"'"'=1+1|""x"", y",1,1'
has "tsv: safe for spreadsheets" "$(cat out.tsv)" "	'=1+1|"
is "csv: no control character" "$(LC_ALL=C tr -d '\r\n -~\200-\377' <out.csv | wc -c)" 0
is "no half file is left" "$(ls -A | grep -c wsadmin-)" 0

# An export that cannot be finished leaves what was there.
echo old >old.csv
run "$WSADMIN" --no-defaults -S "$dir/nobody" -D platform categories export old.csv
is "no server: status" "$status" 69
is "no server: the file stays as it was" "$(cat old.csv)" old
run ws categories export /nowhere/x.csv
is "no such folder: status" "$status" 73
run ws categories export x.xls
is "an unknown form: status" "$status" 64
is "an unknown form: no file" "$(ls x.xls 2>/dev/null)" ""

# A file as a person writes it.
printf '\357\273\277slug,name,is_active\r\nprayer,Prayers,off\r\n,Grief & hope,\r\n"lent-2026","Lent, 2026",no\r\n' >people.csv
run ws categories import people.csv --dry-run
is "dry run: status" "$status" 0
has "dry run: changed cells" "$out" '#1 "Prayer"  name: Prayer -> Prayers; active: yes -> no'
has "dry run: new ones" "$out" 'category "Grief & hope"  new; name: Grief & hope; slug: grief-hope'
is "dry run: nothing is changed" "$(state)" "$before"
run ws categories import people.csv --yes
is "import: status" "$status" 0
is "import: what was done" "$out" "2 categories made, 1 category changed"
is "import: the table" "$(table | cut -f2,3,5,6 | tr '\t\n' ' ;')" \
    "Prayers prayer 1 0;Oración oracion 2 1;'-x x 7 0;Grief & hope grief-hope 8 1;Lent, 2026 lent-2026 9 0;"
printf 'id;name;slug\n1;Prayer;=\n' >spanish.csv
run ws categories import spanish.csv --yes
is "semicolons as a Spanish spreadsheet writes them" "$out" "1 category changed"
printf '[{"id": 1, "slug": "oracion"},\n {"id": 2, "slug": "prayer", "description": "una\\nlínea"}]\n' >swap.json
run ws categories import swap.json --yes
is "slugs are swapped: status" "$status" 0
is "slugs are swapped" "$(table | head -2 | cut -f1,3 | tr '\t\n' ' ;')" "1 oracion;2 prayer;"
run ws undo --yes
is "slugs are swapped back" "$(table | head -2 | cut -f1,3 | tr '\t\n' ' ;')" "1 prayer;2 oracion;"
run ws categories import swap.json --yes

# Rubbish: a clear word with line and column, and no change.
before=$(state)
refused() { # NAME FILE WHAT…: the words that the error must have
    run ws categories import "$2" --yes
    is "$1: status" "$status" 65
    local name=$1; shift 2
    for word; do has "$name: said" "$errors" "$word"; done
    is "$name: nothing is changed" "$(state)" "$before"
}
printf 'id,nmae,slug\n1,x,y\n' >bad.csv
refused "a wrong heading" bad.csv 'bad.csv:1: there is no column "nmae"'
printf 'name,name\nab,cd\n' >bad.csv
refused "a doubled heading" bad.csv 'bad.csv:1: name: this column stands twice'
: >bad.csv
refused "an empty file" bad.csv 'the file is empty'
printf 'id,name,slug\n1,"Prayer,oracion\n2,x,y\n' >bad.csv
refused "quotes that do not end" bad.csv 'bad.csv:2: the quotation mark that begins this cell is not closed'
printf 'id,name,slug\n1,Pra"yer,oracion\n' >bad.csv
refused "a stray quotation mark" bad.csv 'bad.csv:2: a quotation mark within a cell'
printf 'id,name\n1,x\n\n2,yes,no\n3\n' >bad.csv
refused "lines of another length" bad.csv 'bad.csv: 3 mistakes, nothing was changed' 'bad.csv:2: name: at least 2' \
    'bad.csv:4: 3 cells instead of 2' 'bad.csv:5: 1 cell instead of 2'
printf 'id,name\n1,a\0b\n' >bad.csv
refused "a NUL" bad.csv 'bad.csv:2: a NUL byte'
printf 'id,name\n1,a\377b\n2,a\033[31mb\n' >bad.csv
refused "no UTF-8, and a control character" bad.csv 'bad.csv:2: name: is not valid UTF-8' \
    'bad.csv:3: name: holds a control'
printf '\377\376i\0d\0' >bad.csv
refused "UTF-16" bad.csv 'bad.csv:1: this is UTF-16'
printf 'id,name\n1,"=HYPERLINK(""x"")"\n2,@SUM(A1)\n' >bad.csv
refused "formulas" bad.csv 'bad.csv:2: name: begins like a formula: =HYPERLINK' 'bad.csv:3: name: begins like a formula: @SUM'
printf 'name,slug\nOne,same\nTwo,same\nThree,X\nYouth,prayer\n' >bad.csv
refused "slugs doubled in the file" bad.csv 'bad.csv:3: slug: "same" is the slug of "One" too' 'bad.csv:4: slug: "X" is no slug; "x" would be'
printf 'id,name,slug\n1,Prayer,prayer\n77,Nobody,nobody\nx,Ab,ab\n' >bad.csv
refused "slugs that the database has, and unknown ids" bad.csv 'bad.csv:2: slug: "prayer" is the slug of "Oración" too' \
    'bad.csv:3: id: there is no category with the id 77' 'bad.csv:4: id: a number, not x'
printf 'id,is_active,sort_order\n1,perhaps,1\n2,1,many\n1,on,2\n' >bad.csv
refused "cells of the wrong kind" bad.csv 'bad.csv:2: is_active: on or off' 'bad.csv:3: sort_order: a number, not many' \
    'bad.csv:4: id: #1 "Prayer" stands in another line too'
printf '[{"id": 1,\n  "name": "x"},\n {"id": 2, "color": "red"}]' >bad.json
refused "JSON" bad.json 'bad.json:1: name: at least 2' 'bad.json:3: there is no column "color"'
printf '[{"id": 1},\n {"id": }]' >bad.json
refused "broken JSON" bad.json 'bad.json:2: column'
printf '{"id": 1}' >bad.json
refused "JSON that is no array" bad.json 'begins with ['
{ printf 'id,name\n1,"'; head -c 10000000 /dev/zero | tr '\0' 'x'; printf '"\n'; } >bad.csv
refused "10 MB in a cell" bad.csv 'bad.csv:2: a cell of more than 65536 bytes'
head -c 20000000 /dev/zero | tr '\0' '\n' >bad.csv
refused "too large a file" bad.csv 'is larger than 16 MiB'
{ echo name; seq -f 'Category %.0f' 100000; } >bad.csv
refused "100,000 lines" bad.csv 'more than 20000 lines: this is no list of categories'
{ echo name; yes x | head -n 19000; } >bad.csv
refused "a thousand mistakes" bad.csv 'and '
# Whatever the file holds, memory is a few times its size at most, and the answer comes.
python3 - <<'PY'
M = 10_000_000
def put(name, *parts):
    with open(name, "wb") as f:
        for part in parts: f.write(part)
put("r-cell.csv", b'id,name\n1,"', b"x" * M, b'"\n')
put("r-cell.json", b'[{"id": 1, "name": "', b"x" * M, b'"}]')
put("r-lines.csv", b"name\n", b"".join(b"Category %d\n" % i for i in range(100_000)))
put("r-lines.json", b"[", b",\n".join(b'{"name": "Category %d"}' % i for i in range(100_000)), b"]")
put("r-nul.csv", b"id,name\n", b"\0" * M)
put("r-utf8.csv", b"name\n", b"a\xff\n" * (M // 3))
put("r-utf8.json", b'[{"name": "', b"\xff" * M, b'"}]')
put("r-open.csv", b'name\n"', b"x\n" * (M // 2))
put("r-deep.json", b"[" * M)
put("r-columns.csv", b"name," * (M // 5), b"\n")
put("r-cells.csv", b"name\n", b"," * M, b"\n")
PY
python3 - "$WSADMIN" "$dir/my.cnf" out.csv bad.csv r-*.csv r-*.json >peaks <<'PY'
import os, subprocess, sys
asan = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"
for path in sys.argv[3:]:
    child = subprocess.Popen([sys.argv[1], "--defaults-file=" + sys.argv[2], "--as=root", "categories", "import", path,
                              "--dry-run"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             env=dict(os.environ, ASAN_OPTIONS=asan.strip(":")))
    said = child.stderr.read()
    pid, status, usage = os.wait4(child.pid, 0)
    print(path, os.waitstatus_to_exitcode(status), usage.ru_maxrss, len(said))
PY
small=$(sed -n '1s/.* \([0-9]*\) [0-9]*$/\1/p' peaks)
sed 's/^/# file, status, peak memory in KiB, bytes said: /' peaks
is "rubbish of every kind was tried" "$(wc -l <peaks)" 13
while read -r path status peak said; do
    [ "$path" = out.csv ] || is "$path: refused" "$status" 65
    is "$path: memory is bounded" "$((peak - small < 100000))" 1
    is "$path: the answer is short" "$((said < 10000))" 1
done <peaks
is "rubbish of every kind: nothing is changed" "$(state)" "$before"
refused "no such file" missing.csv 'missing.csv cannot be read'
refused "a folder" "$(mkdir -p folder.csv; echo folder.csv)" 'cannot be read'

# Merging and order.
run ws categories merge x lent-2026 --into=grief-hope --yes
is "merge: status" "$status" 0
is "merge: done" "$out" "2 categories merged"
run ws log
has "merge: the log has what they held" "$out" "slug: lent-2026 -> NULL"
run ws categories merge 1 2 --yes
is "merge: into nothing: status" "$status" 64
run ws categories order grief-hope 2 1 --yes
is "order: status" "$status" 0
is "order: without gaps" "$(table | cut -f2,5 | tr '\t\n' ' ;')" "Grief & hope 1;Oración 2;Prayer 3;"
run ws categories order nobody --yes
is "order: an unknown one: status" "$status" 65
tap_end
