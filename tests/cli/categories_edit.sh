# categories edit: the text, the editor, and that nothing typed is lost.
. "$top_srcdir/tests/cli/lib.sh"
lib=$(cd "$top_srcdir/tests/lib" && pwd)
server_start "$dir" || exit 99
platform_database platform
small_data platform
sql platform -e "INSERT INTO workshop_categories (id, name, slug, description, sort_order, is_active)
    VALUES (3, 'Pipe | and \\\\', 'pipe', CONCAT('two\nlines', CHAR(27), '[31m'), 7, 0), (4, 'Youth', 'youth', NULL, 8, 1)"
cd "$dir" || exit 99
mkdir bin
export PATH=$dir/bin:$PATH
# The editor of the tests: runs the sed script of this round, and notes how it was called.
cat >bin/ed-test <<'ED'
#!/bin/sh
for file; do :; done
printf '%s|' "$@" >>"$TEST_DIR/calls"; echo >>"$TEST_DIR/calls"
cp "$file" "$TEST_DIR/seen"
round=$(cat "$TEST_DIR/round" 2>/dev/null || echo 1)
echo $((round + 1)) >"$TEST_DIR/round"
[ -f "$TEST_DIR/script.$round" ] && sed -i -f "$TEST_DIR/script.$round" "$file"
exit $(cat "$TEST_DIR/fail" 2>/dev/null || echo 0)
ED
chmod +x bin/ed-test
ln -s ed-test bin/vi
export TEST_DIR=$dir EDITOR=ed-test
unset VISUAL
round() { rm -f script.* calls round seen; local n=0; for script; do n=$((n + 1)); printf '%s\n' "$script" >"script.$n"; done; }
table() { sql platform -e "SELECT id, is_active, slug, name, IFNULL(description, '-') FROM workshop_categories
    ORDER BY sort_order, id" | tr '\t\n' '|;'; }
copies() { ls "$XDG_STATE_HOME/wsadmin/edit" 2>/dev/null | grep -c 'txt$'; }
lines() { grep -v '^#' seen; }

round
run ws categories edit --yes
is "nothing typed: status" "$status" 0
has "nothing typed: said" "$errors" "nothing was changed"
is "nothing typed: no copy" "$(copies)" 0
is "the text" "$(lines)" '1 | on  | prayer  | Prayer         | 
2 | on  | oracion | Oración        | 
3 | off | pipe    | Pipe \| and \\ | two\nlines␛[31m
4 | on  | youth   | Youth          | '
has "the rules stand above it" "$(head -1 seen)" "id | on | slug | name | description"
is "the name follows --" "$(cut -d'|' -f1 calls)" "--"
round
run ws categories edit youth 2 --yes
is "some of them" "$(lines | cut -d'|' -f1 | tr -d ' \n')" "24"

run ws categories edit --yes
cp seen own.txt
run ws categories edit --from=own.txt
has "nothing typed into a file of one's own: said" "$errors" "nothing was changed"
is "nothing typed into a file of one's own: it stays" "$(cmp own.txt seen && ls own.txt)" "own.txt"

# Everything at once; an unchanged cell with a control character is left alone.
round 's/^1 | on /1 | off/; s/| Oración /| Oraciones /; s/^3 | off | pipe   /3 | on | =/; s/^4 .*/-4/; $a\
new | on | | Grief & hope | a \\| b\\nc'
run ws categories edit --yes
is "edit: status" "$status" 0
is "edit: done" "$out" "1 category made, 3 categories changed, 1 category deleted"
is "edit: the table" "$(table | tr -d '\033')" '1|0|prayer|Prayer|-;2|1|oracion|Oraciones|-;3|1|pipe-and|Pipe | and \\|two\nlines[31m;5|1|grief-hope|Grief & hope|a | b\nc;'
is "edit: done, so no copy stays" "$(ls "$XDG_STATE_HOME/wsadmin/edit")" ""
hasnt "edit: done, so nothing goes on" "$errors" "--from="

# Order, slugs swapped, merging, and a line that is gone.
round
printf '%s\n' '/^2 /s/| oracion /| prayer /' '/^1 /s/| prayer /| oracion /' '/^3 /s/.*/3 > prayer/' '/^5 /d' '/^1 /{h;d}' '/^2 /G' >script.1
run ws categories edit --dry-run
has "a line that is gone is said" "$out" 'its line is gone (-5 would delete it)'
is "a dry run keeps the text" "$(copies)" 1
is "a dry run keeps the text: for nobody else" "$(stat -c %a "$XDG_STATE_HOME/wsadmin/edit/"*.txt)" 600
run ws categories edit --from="$(ls -t "$XDG_STATE_HOME"/wsadmin/edit/*.txt | head -1)" --yes
is "order and merge: status" "$status" 0
is "order and merge: done, so no copy stays" "$(copies)" 0
is "order, swapped slugs, merged" "$(table)" '2|1|prayer|Oraciones|-;1|0|oracion|Prayer|-;5|1|grief-hope|Grief & hope|a | b\nc;'

# A mistake opens the editor again, at its line, with the reason above it; what was right is still there.
export EDITOR=vi
round 's/| Prayer /| x /; s/| Oraciones /| Prayer for all /; $a\
nonsense | on' 's/| x /| Prayers /; /^nonsense/d'
run ws categories edit --yes
is "a mistake: status" "$status" 0
is "a mistake: two rounds" "$(wc -l <calls)" 2
has "a mistake: at its line" "$(sed -n 2p calls)" "+9|--|"
is "a mistake: its reason stands above it" "$(sed -n 8p seen)" "#! name: at least 2 characters"
is "a mistake: and at the other one" "$(grep -B1 '^nonsense' seen | head -1)" "#! id: 12, new, -12 or 12>slug, not nonsense"
has "a mistake: is told" "$errors" "2 mistakes"
is "a mistake: then it is done" "$(table | cut -d';' -f1,2)" '2|1|prayer|Prayer for all|-;1|0|oracion|Prayers|-'

# Whoever leaves a mistake as it is ends, with the text kept; --from goes on.
round 's/| Prayers /| y /'
before=$(table)
run ws categories edit --yes
is "left with a mistake: status" "$status" 65
is "left with a mistake: two rounds" "$(wc -l <calls)" 2
is "left with a mistake: no change" "$(table)" "$before"
copy=$(printf '%s\n' "$errors" | sed -n 's/.*--from=\([^ ]*\).*/\1/p')
has "left with a mistake: what was typed is kept" "$(cat "$copy")" "| y "
round 's/| y /| Prayer /'
run ws categories edit --from="$copy" --dry-run
is "--from with --dry-run: no editor" "$([ -f calls ] && echo called)" ""
is "--from with --dry-run: status" "$status" 65
sed -i 's/| y /| Prayer /' "$copy"
run ws categories edit --from="$copy" --yes
is "--from goes on: status" "$status" 0
has "--from goes on: done" "$(table)" "|Prayer|"

# One that errs anew each time ends when nobody is there to stop it.
round 's/| Prayer /| a /' 's/| a /| b /' 's/| b /| c /' 's/| c /| Prayers /'
run ws categories edit --yes
is "mistakes for ever: status" "$status" 65
is "mistakes for ever: three rounds" "$(wc -l <calls)" 3
has "mistakes for ever: what was typed is kept" \
    "$(cat "$(printf '%s\n' "$errors" | sed -n 's/.*--from=\([^ ]*\).*/\1/p')")" "| c "

# The editor fails, or is not there, and what others do meanwhile.
echo 3 >fail
round 's/| Youth/| Old/; s/| Prayer /| Praying /'
run ws categories edit --yes
is "the editor fails: status" "$status" 75
has "the editor fails: kept" "$(cat "$(printf '%s\n' "$errors" | sed -n 's/.*--from=\([^ ]*\).*/\1/p')")" "| Praying "
rm fail
run env EDITOR=/nowhere/ed "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root categories edit --yes
is "no editor: status" "$status" 78
run env EDITOR='ed-test; touch pwned' "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root categories edit --yes
is "no shell sees the editor's name" "$(ls pwned 2>/dev/null)" ""
run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod categories edit --yes
is "moderators may not: status" "$status" 77
round 's/| Prayer /| Pray /'
printf '#!/bin/bash\nfor f; do :; done\nsed -i "s/| Prayer /| Pray /" "$f"\n. "%s"\n. "%s"\nSERVER_SOCKET="%s"\nsql platform -e "UPDATE workshop_categories SET name = 0x52656164 WHERE id = 1"\n' \
    "$lib/tap.sh" "$lib/server.sh" "$SERVER_SOCKET" >bin/meanwhile
chmod +x bin/meanwhile
meanwhile() { run env EDITOR=meanwhile "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root categories edit "$@"; }
for how in --dry-run --yes; do
    sql platform -e "UPDATE workshop_categories SET name = 'Prayer' WHERE id = 1"
    meanwhile "$how"
    is "what others change meanwhile, $how: status" "$status" 75
    has "what others change meanwhile, $how: said" "$errors" "category #1: name was Prayer, is now Read, and you typed Pray"
    is "what others change meanwhile, $how: is theirs" "$(sql platform -e "SELECT name FROM workshop_categories WHERE id = 1")" Read
    has "what others change meanwhile, $how: what was typed is kept" \
        "$(cat "$(printf '%s\n' "$errors" | sed -n 's/.*--from=\([^ ]*\).*/\1/p')")" "| Pray "
done
tap_end
