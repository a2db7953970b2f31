# The completions of the shells have every word and flag of the tables, and bash's work.
. "$top_srcdir/tests/lib/tap.sh"
folder=$top_builddir/completions
words=$("$WSADMIN" help 2>/dev/null | sed -n 's/^  *\([a-z][a-z-]*\)\( .*\)*$/\1/p' | sort -u)
is "there are words" "$([ "$(printf '%s\n' $words | wc -l)" -gt 15 ] && echo yes)" yes
for file in wsadmin _wsadmin wsadmin.fish; do
    missing=
    for word in $words; do grep -qw -- "$word" "$folder/$file" || missing="$missing $word"; done
    is "$file has every word" "$missing" ""
done
bash -n "$folder/wsadmin"; tap_result $? "bash reads it"
complete_() { # WORDS…: what the last may become
    bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wsadmin; echo "${COMPREPLY[*]}"' "$folder/wsadmin" "$@"
}
is "a word" "$(complete_ wsadmin reins)" "reinstate"
is "a second word" "$(complete_ wsadmin agora cl)" "close"
is "a flag" "$(complete_ wsadmin cancel 5 --fu)" "--future"
is "a flag of a second word" "$(complete_ wsadmin series next --cou)" "--count="
is "a choice" "$(complete_ wsadmin can-host o)" "off on"
is "an entity" "$(complete_ wsadmin list wor)" "workshop"
is "an option" "$(complete_ wsadmin --read-o)" "--read-only"
tap_end
