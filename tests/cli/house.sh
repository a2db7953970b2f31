# The house's own rules: translations, manuals and tables that must not drift apart.
. "$top_srcdir/tests/lib/tap.sh"
cd "$top_srcdir" || exit 99

marked=$(grep -lE '\b(_|N_|P_)\(' $(find src -name '*.c' | sort))
listed=$(grep -v '^#' po/POTFILES.in | sort)
is "POTFILES.in lists the files with marked strings" "$listed" "$(printf '%s\n' $marked | sort)"

if command -v mandoc >/dev/null; then
    for page in man/*.[158]; do
        is "mandoc has nothing to say of $page" "$(mandoc -T lint "$page" | grep -v 'referenced manual not found')" ""
    done
fi
is "the program says its words" "$(($("$WSADMIN" help | grep -c '^  [a-z]') >= 18))" 1
is "and its options" "$(($("$WSADMIN" --help | grep -c ' --[a-z]') >= 20))" 1
page=$(cat man/wsadmin.1 man/wsadmin-migrate.8 | tr '\n' ' ')
while read -r word; do
    has "the manual has the word $word" "$page" ".It Ic $word"
    for flag in $("$WSADMIN" help $word | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
        has "the manual has --$flag of $word" "$page" "Fl -$flag"
    done
done < <("$WSADMIN" help | sed 's/^  //; s/  .*//')
for option in $("$WSADMIN" --help | sed -n 's/^ .* --\([a-z-]*\).*/\1/p'); do has "the manual has --$option" "$page" " -$option "; done

# doc/platform.md and README name what is there.
for file in $(grep -ohE '\b(src|tests|migrations|systemd|po|doc|tools)/[A-Za-z0-9_./-]+[A-Za-z0-9]' doc/platform.md README.md | sort -u); do
    ok "$file, named in README or doc/platform.md, is there" test -e "$file"
done
platform=$(cat doc/platform.md)
for name in $(sed -n 's/.*"\(0[56][0-9]-[a-z-]*\.cjs\)".*/\1/p' src/db/migrate*.c | sort -u) $(sed -n 's/.*= {"\([a-z]*\)", N_(.*/entity-\1/p' src/model/entity.c); do
    case $name in entity-*) has "doc/platform.md has the $name" "$platform" "entity \`${name#entity-}\`" ;; *) has "doc/platform.md has $name" "$platform" "$name" ;; esac
done
for name in $(sed -n 's/^\([A-Z_]*\)=.*/\1/p' .env.example); do has "doc/platform.md has $name" "$platform" "$name"; done
words=$("$WSADMIN" help | sed 's/^  //; s/  .*//')
while IFS= read -r line; do # what follows wsadmin begins with a word, or is an option that stands for one
    case "$line " in --migrate* | --demo* | --local*) ok "--help has ${line%% *}" grep -q -- "${line%% *}" <<<"$("$WSADMIN" --help)" ;;
    *) ok "the documents' \"$line\" is a word" grep -qxF -f <(printf '%s\n' "$words") <(cut -d' ' -f1 <<<"$line"; cut -d' ' -f1,2 <<<"$line") ;;
    esac
done < <({
    sed -n 's/^    \(ssh .* \)\?wsadmin //p' README.md
    grep -o '`[^`]*`' doc/platform.md | tr -d '`' | grep ' ' | sed 's/^wsadmin //'
} | grep -v '^npx' | sed 's/  .*//' | sort -u)
while read -r setting; do
    has "wsadmin.conf(5) has $setting" "$(cat man/wsadmin.conf.5)" ".It Ic $setting Li"
done < <(sed -n 's/.*{\.name = "\([a-z-]*\)".*/\1/p' src/base/settings.c)
is "the manual has the keys of src/ui/keys.c (tools/manual-keys --update)" \
    "$(sed -n '/^\.\\" keys begin/,/^\.\\" keys end/p' man/wsadmin.1 | sed '1d;$d')" "$(bash tools/manual-keys)"

is "no file is longer than 400 lines" "$(find src tests -name '*.[ch]' -exec wc -l {} + | awk '$1 > 400 && $2 != "total"')" ""
long_functions() { # what begins at the margin with a parenthesis and ends with a brace there; tables are no functions
    find src tests -name '*.[ch]' -exec awk 'FNR == 1 { start = 0 }
        /^[A-Za-z].*\).*\{$/ && !/=/ { start = FNR }
        /^\}$/ && start { if (FNR - start >= 60) print FILENAME ":" start; start = 0 }' {} +
}
is "no function is longer than 60 lines" "$(long_functions)" ""
is "no forbidden call" "$(grep -rnE '\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|gets|mvprintw|wprintw|mvwprintw|printw)\(' \
    src --include='*.c' --include='*.h')" ""
is "curses and readline are included in ui alone" \
    "$(grep -rlE '#include <(ncurses|curses|panel|readline)' src | grep -v '^src/ui/')" ""
is "libical is included in recur alone" "$(grep -rlE '#include <libical' src | grep -v '^src/recur/')" ""
is "mysql.h is included in db alone" "$(grep -rlE '#include <(mysql|errmsg)' src | grep -v '^src/db/')" ""
is "curl and zlib are included in op/agora alone" \
    "$(grep -rlE '#include <(curl|zlib)' src | grep -v '^src/op/agora')" ""
is "what few runs need is not loaded at the start" "$(ldd "$WSADMIN" | grep -oE 'lib(curl|ical|icu[a-z0-9]*)\.')" ""
tap_end
