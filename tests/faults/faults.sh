# Faults: the K-th call of the client library, write, fsync or allocation fails, for K = 1, 2, 3 … until none is left to
# fail, in every scenario below. After each: no crash; the exit status is that of an error, or 0 with all done; the
# database is as before or complete; the same words once more lead to the same end, and notify nobody twice.
. "$top_srcdir/tests/cli/lib.sh"
shim=$(cd "$top_builddir" && pwd)/tests/faults/shim.so
server_start "$dir" || exit 99
platform_database platform
small_data platform
before_sql=$dir/before.sql

tables="users notifications workshop_categories workshop_series workshops workshop_attendees workshop_invites
    workshop_chats workshop_notes"
sql -e "CREATE DATABASE kept"
for t in $tables; do sql -e "CREATE TABLE kept.$t AS SELECT * FROM platform.$t"; done

# Everything but the keys that a rolled back transaction uses up.
state() {
    sql platform -e "SELECT * FROM users ORDER BY id; SELECT recipient_id, actor_id, type, entity_type, preview_text,
            group_key FROM notifications ORDER BY 1, 3, 5, 6;
        SELECT * FROM workshop_categories ORDER BY id; SELECT * FROM workshop_series ORDER BY id;
        SELECT series_id, host_id, category_id, title, scheduled_at, status, attendee_count, actual_ended_at,
            agora_channel = CONCAT('workshop-', id) FROM workshops ORDER BY title, scheduled_at, series_id;
        SELECT workshop_id, user_id, status, is_co_host, can_speak, left_at FROM workshop_attendees ORDER BY 1, 2;
        SELECT workshop_id, user_id, invited_by FROM workshop_invites ORDER BY 1, 2;
        SELECT * FROM workshop_chats; SELECT * FROM workshop_notes" | md5sum
}
restore() {
    { echo "SET FOREIGN_KEY_CHECKS = 0;"
      for t in $tables; do echo "DELETE FROM platform.$t; INSERT INTO platform.$t SELECT * FROM kept.$t;"; done
    } | sql platform
    rm -rf "$XDG_STATE_HOME/wsadmin"
}

# One scenario under one kind of fault. What goes wrong is collected, a line each.
strike() { # KIND WORDS…
    local kind=$1 k=0 now wrong=; shift
    while :; do
        k=$((k + 1))
        rm -f "$dir/struck"
        out=$(WSADMIN_FAULT=$kind:$k WSADMIN_FAULT_STRUCK=$dir/struck LD_PRELOAD=$shim \
            "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root "$@" 2>"$dir/err" </dev/null)
        status=$?
        [ -e "$dir/struck" ] || break
        now=$(state)
        case $status in
        0) [ "$now" = "$after" ] || wrong+="$kind $k: said it was done"$'\n' ;;
        70) # no memory, before COMMIT or after it: the message leaves it open, the next start looks
            [ "$now" = "$before" ] || [ "$now" = "$after" ] || wrong+="$kind $k: exit $status, half done"$'\n' ;;
        64 | 65 | 69 | 73 | 75 | 77 | 78)
            [ "$now" = "$before" ] || grep -q "was done\|it is not known" "$dir/err" || wrong+="$kind $k: exit $status, changed"$'\n'
            [ -s "$dir/err" ] || wrong+="$kind $k: exit $status without a word"$'\n' ;;
        *) wrong+="$kind $k: exit $status"$'\n' ;;
        esac
        ws "$@" >/dev/null 2>"$dir/err" || wrong+="$kind $k: again: $(head -c 200 "$dir/err")"$'\n'
        [ "$(state)" = "$after" ] || wrong+="$kind $k: again: another end"$'\n'
        [ "$before" = "$after" ] || restore
        [ $k -lt 2000 ] || { wrong+="$kind: no end"; break; }
    done
    [ "$before" = "$after" ] || restore # the last one was not struck
    strikes=$((strikes + k - 1))
    is "$kind, $((k - 1)) times: $*" "$wrong" ""
}

scenario() { # [alloc] WORDS…
    local kinds="call answer write fsync"
    if [ "$1" = alloc ]; then kinds+=" alloc"; shift; fi
    before=$(state)
    ws "$@" >/dev/null 2>"$dir/err"
    is "it runs: $*" "$?" 0
    after=$(state)
    restore
    [ "$(state)" = "$before" ] || is "the database is restored" no yes
    for kind in $kinds; do strike "$kind" "$@"; done
    restore
}

strikes=0
scenario alloc list workshop view:all prayer
scenario list attendee workshop:11 --json
scenario show workshop 11
scenario show user ana
scenario log --json
scenario series next 1
scenario migrate plan
scenario migrate verify
scenario help cancel
scenario alloc cancel 11 --yes --reason "a reason"
scenario cancel 13 --yes --publish-recording
scenario cancel 11 --future --yes
scenario cancel 11 --dry-run
scenario can-host off ana --cancel-upcoming --yes
scenario can-host off luis keiko --yes
scenario notify started 13 --yes
scenario notify updated 11 12 --yes
scenario notify invite 11 --yes
scenario repair --yes
scenario series stop 1 --yes
scenario alloc series fill 1 --yes
echo "# $strikes faults"
tap_end
