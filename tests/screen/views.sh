# Every list, box and picture in Spanish, in the C locale and with its colours; on a database without rows and with one of
# each; the main ones on small and large screens. Each is compared when it has come to rest, so nothing else is waited for.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
before=$(everything)
spanish=$(cd "$top_builddir" && pwd)/tests/screen
mkdir -p "$spanish/locale/es/LC_MESSAGES"
command -v msgfmt >/dev/null && msgfmt --output-file="$spanish/locale/es/LC_MESSAGES/wsadmin.mo" "$top_srcdir/po/es.po"

view() { # NAME KEY…
    local name=$1; shift
    [ $# = 0 ] || keys "$@"
    golden "view-$name-$suffix"
}
box() { view "$@"; keys C-g; view "$under"; } # the same, and back to the list that it lay over

lists() {
    view first
    under=categories; view categories 1 j; box detail-category d
    under=series; view series 2 j; box detail-series d
    under=hosts; view hosts 9; box detail-user d
    view chat 3 5; view notes 6; view invites 7; view notices 8; keys 4 3; view first
}
pictures() { view month v; view week v; keys v; view first; }
boxes() {
    under=first
    box detail d; box help '?'; box plan C; box plan-can-host H; box choice T; box sort s
    box line ':'; box filter / night; view marked Space j Space; keys - Home; view first
    view past a a; keys a a; view first
}
forms() { # new or nothing, then columns and rows: by who may fill them in
    sql screen -e "UPDATE users SET is_admin = 1, updated_at = updated_at WHERE id = 1"
    console $2 $3; wait_for "@kim admin"; wait_gone "reading ..."; view form e; keys C-g
    [ -z "$1" ] || view form-new o
    keys C-g; quit_console
    sql screen -e "UPDATE users SET is_admin = 0, updated_at = updated_at WHERE id = 1"
}
everything_in() { suffix=$1; lists; pictures; boxes; quit_console; forms new 80 24; }

export LC_ALL=C; console 80 24; everything_in c; export LC_ALL=C.UTF-8
if [ -s "$spanish/locale/es/LC_MESSAGES/wsadmin.mo" ]; then
    own=$WSADMIN; export LANGUAGE=es; WSADMIN=$spanish/wsadmin-locale; console 80 24; everything_in es
    WSADMIN=$own; unset LANGUAGE
fi
export CAPTURE=-e
console 80 24; suffix=colour; lists; pictures; under=first; box plan C; box help '?'; view marked Space j Space; quit_console; forms '' 80 24
unset CAPTURE

for size in "40 10" "120 40" "200 60"; do
    console $size; suffix=${size/ /x}
    [ $suffix = 40x10 ] || wait_for "on        31"
    under=series; view series 2 j; box detail-series d; view hosts 9; keys 3; view chat 5; keys 4 3
    view first; under=first; box detail d; box plan C; pictures; quit_console; forms '' $size
done
is "nothing of all this changed the database" "$(everything)" "$before"

few() { suffix=$1; lists; pictures; under=first; box detail d; box plan C; box choice T; quit_console; forms '' 80 24; }
sql screen -e "SET FOREIGN_KEY_CHECKS = 0; DELETE FROM workshops WHERE id <> 1234; DELETE FROM workshop_series WHERE id <> 71;
    DELETE FROM workshop_categories WHERE id <> 9; DELETE FROM users WHERE id NOT IN (1, 2); DELETE FROM notifications;
    DELETE FROM workshop_attendees; DELETE FROM workshop_chats WHERE id <> 1; DELETE FROM workshop_notes WHERE id <> 1;
    DELETE FROM workshop_invites WHERE id <> 1"
console 80 24; few one
sql screen -e "SET FOREIGN_KEY_CHECKS = 0; TRUNCATE workshops; TRUNCATE workshop_series; TRUNCATE workshop_categories;
    TRUNCATE workshop_chats; TRUNCATE workshop_notes; TRUNCATE workshop_invites; DELETE FROM users WHERE id <> 1"
console 80 24; suffix=none
view first; view categories 1; view series 2; view hosts 9; view chat 3 5; view notes 6; view invites 7; view notices 8
keys 4 3; pictures; view detail d; view plan C
keys C-g; quit_console; forms new 80 24
tap_end
