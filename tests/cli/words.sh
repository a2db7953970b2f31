# The words of the command line: forms, filters, actions, exit codes.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
tab=$(printf '\t')
is_json() { ok "$1" python3 -c 'import json,sys; json.loads(sys.argv[1])' "$2"; }
changed_nothing() { is "$1: nothing changed" "$(sql platform -e "SELECT status FROM workshops WHERE id = $2")" scheduled; }
as() { local who=$1; shift; "$WSADMIN" --defaults-file="$dir/my.cnf" --as="$who" "$@"; }

run ws list workshop
is "list: status" "$status" 0
is "list: TSV to a pipe" "$(printf '%s\n' "$out" | cut -f1,4,7,9,10)" "id${tab}host${tab}title${tab}scheduled_at${tab}scheduled_at_local
13${tab}luis${tab}Vigilia, \"sola\"${tab}2026-11-24T11:50:00Z${tab}2026-11-24T11:50:00+00:00 UTC
15${tab}keiko${tab}Evil ␛[31m↵title${tab}2026-11-25T10:00:00Z${tab}2026-11-25T10:00:00+00:00 UTC
11${tab}ana${tab}Morning prayer${tab}2026-12-01T00:00:00Z${tab}2026-12-01T00:00:00+00:00 UTC
12${tab}ana${tab}Morning prayer${tab}2026-12-08T00:00:00Z${tab}2026-12-08T00:00:00+00:00 UTC"
run ws list workshop --csv view:past
has "CSV guards formulas" "$out" "\"'=祈りの会\""
run ws list workshop status:live --csv
has "CSV quotes" "$out" '"Vigilia, ""sola"""'
run ws list workshop 15 --json
is "a number is text to look for" "$out" "[]"
run ws list workshop id:15 --json
has "JSON keeps what is hostile, escaped" "$out" '"title": "Evil \u001b[31m\ntitle"'
is_json "JSON is JSON" "$out"
run ws list workshop host:ana --timezone=America/New_York --tsv
has "local time in the wanted zone" "$out" "2026-11-30T19:00:00-05:00 America/New_York"
for e in category series workshop attendee user chat note invite notification; do
    run ws list "$e" --json
    is "list $e" "$status" 0
    is_json "list $e gives JSON" "$out"
done
for w in "category prayer" "series 1" "workshop #11" "attendee 1" "user ana" "chat 1" "note 1" "invite 1"; do
    run ws show $w --json
    is "show $w" "$status" 0
done
run ws list user --json
has "an admin sees e-mail addresses" "$out" '"email": "ana@x"'
run as mod list user --json
hasnt "a moderator does not" "$out" 'ana@x'
run as keiko list user email:ana@x
is "nor can anybody else probe them: status" "$status" 64
run ws list workshop category:
has "an empty value: has none" "$out" "Evil"
hasnt "and nothing else" "$out" "Vigilia"
run ws list workshop --limit=1
is "limit" "$(printf '%s\n' "$out" | wc -l)" 2

run ws show workshop host:ana --tsv
is "host:NAME stands for what is coming up" "$(printf '%s\n' "$out" | tail -n +2 | cut -f1 | tr '\n' ' ')" "11 12 "
run ws cancel host:nobody --dry-run
is "host:NAME of nobody: status" "$status" 65
run ws cancel series:99 --dry-run
has "series:ID without coming workshops" "$errors" "series:99: no workshop is coming up"
run ws show workshop 99
is "unknown id: status" "$status" 65
has "unknown id: said" "$errors" "there is no workshop with the id 99"
run ws list workshop host:nobody
is "unknown person: status" "$status" 65
run ws frobnicate
is "unknown word: status" "$status" 64
run ws cancel --bogus 11
is "unknown flag: status" "$status" 64
run ws list workshop bogus:1
is "unknown field: status" "$status" 64
run ws cancel 11
is "a change without --yes and terminal: status" "$status" 64
changed_nothing "a change without --yes" 11
run ws cancel 999 --yes
is "cancel an unknown id: status" "$status" 65

run ws cancel 11 --dry-run
is "dry run: status" "$status" 0
has "dry run: what" "$out" "cancelled"
has "dry run: who is left out" "$out" "@tom"
changed_nothing "dry run" 11
run ws cancel 11 --yes --reason "report 7"
is "cancel: status" "$status" 0
is "cancel: done" "$(sql platform -e "SELECT status FROM workshops WHERE id = 11")" cancelled
is "cancel: everybody is told once, in their language" \
    "$(sql platform -e "SELECT recipient_id, preview_text FROM notifications ORDER BY 1")" \
    "2${tab}Workshop \"Morning prayer\" (Mon 30 Nov 2026 19:00 (America/New_York)) has been cancelled by an admin
3${tab}El taller \"Morning prayer\" (lun 30 nov 2026 19:00 (America/New_York)) fue cancelado por la administración
4${tab}Workshop \"Morning prayer\" (Mon 30 Nov 2026 19:00 (America/New_York)) has been cancelled by an admin"
run ws cancel 11 --yes
is "cancel again: nothing to do is no failure" "$status" 0
is "… and tells nobody again" "$(sql platform -e "SELECT COUNT(*) FROM notifications")" 3
run ws cancel 14 --yes
is "an ended one is not changed" "$(sql platform -e "SELECT status FROM workshops WHERE id = 14")" ended
run ws reinstate 11 --yes --json
is "reinstate: status" "$status" 0
is_json "reinstate: JSON" "$out"
is "reinstate: done" "$(sql platform -e "SELECT status FROM workshops WHERE id = 11")" scheduled
run ws can-host off ana --cancel-upcoming --yes
is "can-host off: status" "$status" 0
is "can-host off: done" "$(sql platform -e "SELECT can_host FROM users WHERE id = 2")" 0
is "… with the upcoming workshops and the series" "$(sql platform -e "SELECT (SELECT GROUP_CONCAT(status) FROM workshops
    WHERE host_id = 2), (SELECT is_active FROM workshop_series)")" "cancelled,cancelled${tab}0"
run ws can-host on ana --yes
is "can-host on" "$(sql platform -e "SELECT can_host FROM users WHERE id = 2")" 1
recordings="SELECT COUNT(*) FROM notifications WHERE type = 'workshop_recording'"
run ws notify recording 14 --yes
is "notify: status" "$status" 0
is "notify: sent" "$(sql platform -e "$recordings")" 1
run ws notify recording 14 --yes
is "notify twice sends once" "$(sql platform -e "$recordings")" 1
run ws notify started 12 --yes
is "notify started of a cancelled one is refused" "$status" 65
run ws notify nothing 12 --yes
is "notify: unknown kind" "$status" 64
run as keiko cancel 15 --yes
is "who may not: status" "$status" 77
run as tom cancel 15 --yes
is "who is banned may not: status" "$status" 77
run as nobody-here cancel 15 --yes
is "who is unknown may not: status" "$status" 77
run ws --read-only cancel 15 --yes
is "read-only: status" "$status" 77
changed_nothing "who may not" 15

run ws log --json
is "log: status" "$status" 0
has "log: the reason" "$out" "report 7"
run ws migrate status
is "migrate status: all up" "$status" 0
run ws migrate verify --json
is "migrate verify" "$status" 0
is_json "migrate verify gives JSON" "$out"
for w in "migrate status verify" "log foo" "user-add a b" "--migrate list" "migrate upp" "cancel 11 --keep-series"; do
    run ws $w
    is "a word too many: $w" "$status" 64
done
run ws migrate status --to=999
is "migrate status of an unknown one: status" "$status" 64
for w in "migrate plan" "migrate status" "help" "cancel 15 --dry-run" "list user" "--version"; do
    ws $w >/dev/full 2>/dev/null
    is "a full disk behind standard output: $w" $? 73
done
run ws migrate up --to=nonsense
is "migrate to an unknown name: status" "$status" 64
run ws migrate
is "migrate again: nothing to do" "$status" 0
platform_database torn
sql torn -e "DROP TABLE workshop_invites"
run ws -D torn migrate down --to 063 --dry-run
is "down with a part missing: dry run" "$status" 0
has "… says so" "$out" "nothing of it is there"
run ws -D torn migrate down --to 063 --dry-run --json
is_json "… as JSON" "$out"
sql -e "SET GLOBAL general_log_file = '$dir/general.log'; SET GLOBAL general_log = ON"
for who in keiko root; do as "$who" list category >/dev/null; done
sql -e "SET GLOBAL general_log = OFF"
is "the server holds a reader to reading, and nobody else" "$(grep -c 'TRANSACTION READ ONLY' "$dir/general.log")" 1
is "every connection is closed" "$(grep -c Quit "$dir/general.log")" "$(grep -c Connect "$dir/general.log")"
sql -e "CREATE DATABASE other; CREATE TABLE other.t (id INT)"
run ws -D other --migrate
is "not the platform's database: status" "$status" 78
has "… says how to make one" "$errors" "--with-platform-tables"
run ws -D other list workshop
is "list without tables: status" "$status" 78
has "… says what it is not" "$errors" "is not the platform's database"
run ws -D nowhere list workshop
is "no such database: status" "$status" 78
run "$WSADMIN" --no-defaults -S "$dir/no.sock" -D platform list workshop
is "no server: status" "$status" 69
run env -i PATH="$PATH" HOME="$HOME" "$WSADMIN" --no-defaults list workshop
is "no configuration at all: status" "$status" 78
has "… offers the demo" "$errors" "--demo"
run "$WSADMIN" -pSECRET list workshop
is "a password on the command line: status" "$status" 64
run ws user-add zoe
is "user-add on a platform's database: status" "$status" 64
run "$WSADMIN" --version
has "version" "$out" "wsadmin "
run "$WSADMIN" --help
is "help: status" "$status" 0
for w in list show cancel reinstate can-host notify migrate log user-add help; do has "help has $w" "$out" "  $w "; done
run "$WSADMIN" help cancel
has "help of a word has its flags" "$out" "--future"
tap_end
