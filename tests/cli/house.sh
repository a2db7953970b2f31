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

is "no file is longer than 400 lines" "$(find src -name '*.[ch]' -exec wc -l {} + | awk '$1 > 400 && $2 != "total"')" ""
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
tap_end
