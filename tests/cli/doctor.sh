# doctor and repair: every check in its good and its bad state, exit codes, mending as a plan.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
unset AGORA_APP_ID AGORA_APP_CERTIFICATE AGORA_CUSTOMER_ID AGORA_CUSTOMER_SECRET NEXT_PUBLIC_AGORA_APP_ID
is_json() { ok "$1" python3 -c 'import json,sys; json.loads(sys.argv[1])' "$2"; }
sed 's/timestamp=[0-9]*/timestamp=1767225600/' "$dir/my.cnf" >"$dir/pinned.cnf"
chmod 600 "$dir/pinned.cnf"
sed -i '/init-command/d' "$dir/my.cnf" # the clock is one of the things looked at
sql platform -e "UPDATE workshops SET scheduled_at = UTC_TIMESTAMP() + INTERVAL id DAY WHERE status = 'scheduled'"
state_of() { awk -F'\t' -v c="$1" '$1 == c {print $2}' <<<"$out" | sort -u | tr '\n' ' '; }
what_of() { awk -F'\t' -v c="$1" '$1 == c {print $3 " => " $4}' <<<"$out"; }
expect() { # check states
    is "$1: $2" "$(state_of "$1")" "$2 "
}

run ws doctor --tsv
is "a workshop without a channel: status" "$status" 1
has "… is counted" "$errors" "1 thing is wrong"
expect channels wrong
has "… and named" "$(what_of channels)" "#15 => wsadmin doctor --fix"
for check in server "strict mode" "server time zone" clock schema rights "acting user" "time zones" terminal \
    "series' time zones" "attendee counts" "platform's jobs" "doubled notifications"; do
    expect "$check" ok
done
expect Agora warning
run ws doctor --json
is "doctor --json: status" "$status" 1
is_json "doctor --json is JSON" "$out"
run ws --read-only doctor --tsv
expect rights ok

# Mending.
sql platform -e "UPDATE workshops SET attendee_count = 9 WHERE id IN (11, 13, 14)"
run ws doctor --tsv
has "a wrong count of a coming one is named, those of live and ended ones are history" "$(what_of "attendee counts")" \
    "1 coming workshop has another attendee_count than rows: #11 =>"
run ws doctor --fix
is "doctor --fix without --yes and terminal: status" "$status" 64
run ws doctor --fix --dry-run
has "doctor --fix is a plan: counts" "$out" '#11 "Morning prayer"'
has "… before and after" "$out" "attendees: 9 -> 3"
has "… channels" "$out" "Agora channel: none -> workshop-15"
counts() { sql platform -e "SELECT GROUP_CONCAT(attendee_count ORDER BY id), (SELECT IFNULL(agora_channel, '-') FROM workshops
    WHERE id = 15) FROM workshops WHERE id IN (11, 13, 14)"; }
is "… and changes nothing" "$(counts)" "9,9,9	-"
run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod doctor --fix --yes
is "who is no admin may not mend: status" "$status" 77
run ws repair channels --yes
is "repair channels mends those alone" "$(counts)" "9,9,9	workshop-15"
run ws repair nonsense --yes
is "repair something else: status" "$status" 64
run ws doctor --fix --yes
is "doctor --fix: status" "$status" 0
is "… mends what is coming and nothing else" "$(counts)" "3,9,9	workshop-15"
run ws log --json
has "… and stands in the log" "$out" "attendee_count: 9 -> 3"
run ws doctor --fix --yes
is "nothing to mend is no failure" "$status" 0
run ws doctor --tsv
is "nothing wrong: status" "$status" 0
expect channels ok

# What others do to the rows.
sql platform -e "INSERT INTO workshops (id, host_id, title, scheduled_at, status, agora_channel)
    VALUES (20, 2, 'Forgotten', UTC_TIMESTAMP() - INTERVAL 17 MINUTE, 'scheduled', 'workshop-20'),
    (21, 2, 'Late', UTC_TIMESTAMP() - INTERVAL 14 MINUTE, 'scheduled', 'workshop-21');
    UPDATE workshop_series SET timezone = 'Mars/Base'"
notice() { # recipient minutes ago
    sql platform -e "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, group_key, created_at)
        VALUES ($1, 2, 'workshop_reminder', 'workshop', 11, 'workshop_reminder:workshop:11:1h', NOW() - INTERVAL $2 MINUTE)"
}
notice 3 1; notice 4 1; notice 4 60
run ws doctor --tsv
is "overdue: status" "$status" 1
expect "platform's jobs" wrong
has "overdue: named, one that is only late is not" "$(what_of "platform's jobs")" "cancelled: #20 =>"
expect "series' time zones" wrong
has "an unknown zone is named" "$(what_of "series' time zones")" "series #1 is in Mars/Base"
expect "doubled notifications" ok
notice 3 2
run ws doctor --tsv
expect "doubled notifications" warning
has "doubles: the key" "$(what_of "doubled notifications")" "workshop_reminder:workshop:11:1h"
sql platform -e "DELETE FROM workshops WHERE id >= 20; UPDATE workshop_series SET timezone = 'America/New_York'"

# The server.
sql -e "SET GLOBAL sql_mode = '', GLOBAL time_zone = '+02:00'"
run ws doctor --tsv
is "warnings alone: status" "$status" 0
expect "strict mode" warning
expect "server time zone" warning
sql -e "SET GLOBAL sql_mode = DEFAULT, GLOBAL time_zone = DEFAULT"
run "$WSADMIN" --defaults-file="$dir/pinned.cnf" --as=root doctor --tsv
pinned_by=$(what_of clock)
expect clock wrong
has "clock: by how much" "$pinned_by" "seconds off"
sql platform -e "ALTER TABLE workshop_notes DROP INDEX workshop_notes_workshop_user_unique" 2>/dev/null ||
    sql platform -e "ALTER TABLE workshops DROP INDEX workshops_status_scheduled_at"
run ws doctor --tsv
expect schema wrong
has "schema: what differs" "$(what_of schema)" "wanted"
sql -e "CREATE DATABASE young CHARACTER SET utf8mb4"
sql young <"$top_srcdir/tests/data/platform-tables.sql"
run ws -D young doctor --tsv
is "not migrated: status" "$status" 1
is "not migrated: that alone is wrong" "$(awk -F'\t' '$2 == "wrong" {print $1 ": " $3 " => " $4}' <<<"$out")" \
    "schema: 9 migrations are pending => run wsadmin --migrate"

sql platform -e "ALTER TABLE workshop_chats CONVERT TO CHARACTER SET latin1"
run ws doctor --tsv
has "schema: another character set, and what to do" "$(what_of schema)" \
    "another character set than utf8mb4 => ALTER TABLE \`workshop_chats\` CONVERT TO CHARACTER SET utf8mb4"
sed "/^database/a init-command = SET timestamp=$(($(date +%s) + 20))" "$dir/my.cnf" >"$dir/soon.cnf"
chmod 600 "$dir/soon.cnf"
run "$WSADMIN" --defaults-file="$dir/soon.cnf" --as=root doctor --tsv
expect clock warning
has "clock: what to do" "$(what_of clock)" "=> let both machines keep their time by NTP"
if [ "${WSTEST_SERVER:-}" != mysql ]; then # it cannot pretend
    server_stop
    server_start "$dir" --version=10.3.39-MariaDB || exit 99
    run ws doctor --tsv
    expect server warning
    has "server: which is too old, and from when on not" "$(what_of server)" "MariaDB 10.3.39, database platform"
    has "… and from when on not" "$(what_of server)" "=> wsadmin is tested with MariaDB from 10.5"
    server_stop
    server_start "$dir" || exit 99
fi

# This machine: its zones (the program takes them from a folder here), and its terminal.
elsewhere=$PWD/tests/cli/elsewhere
rm -rf "$elsewhere"
zones() { # STATE "what" "to do"
    run env TZ= "$PWD/tests/cli/wsadmin-elsewhere" --defaults-file="$dir/my.cnf" --as=root doctor --tsv
    expect "time zones" "$1"
    is "time zones: what, and what to do" "$(what_of "time zones")" "$2 => $3"
}
mkdir -p "$elsewhere/zoneinfo/America"
zones wrong "this machine has no time zones" "install or upgrade the package tzdata"
cp /usr/share/zoneinfo/America/New_York "$elsewhere/zoneinfo/America"
zones warning "there, but of unknown version" "install or upgrade the package tzdata"
echo '# version 2019c' >"$elsewhere/zoneinfo/tzdata.zi"
zones warning "version 2019c is old: rules have changed since" "install or upgrade the package tzdata"
echo "# version $(date +%Y)a" >"$elsewhere/zoneinfo/tzdata.zi"
zones ok "version $(date +%Y)a" ""
rm -rf "$elsewhere"
terminal() { # TERM [columns]: doctor in a terminal of this kind
    TERM=$1 script -qec "stty cols 60; '$WSADMIN' --defaults-file='$dir/my.cnf' --as=root doctor" /dev/null </dev/null | tr -d '\r'
}
has "terminal: one that says nothing" "$(terminal dumb)" "TERM says nothing: the console cannot open
    set TERM to what the terminal is, such as xterm-256color"
has "terminal: right" "$(terminal xterm-256color)" "xterm-256color, UTF-8"
has "a narrow terminal is told all of it" "$(terminal xterm-256color)" "none of its variables is set: there are no tokens, and rooms cannot be closed
    name the platform's env file by --env-file"

# Rights and people.
sql -e "CREATE USER lim@localhost; GRANT SELECT ON platform.* TO lim@localhost;
    GRANT UPDATE (status, updated_at) ON platform.workshops TO lim@localhost;
    GRANT UPDATE (can_host) ON platform.users TO lim@localhost;
    CREATE USER few@localhost; GRANT SELECT ON platform.users TO few@localhost"
run ws -u lim doctor --tsv
expect rights warning
has "rights: a column that is missing" "$(what_of rights)" "actual_ended_at"
has "rights: the GRANT" "$(what_of rights)" "GRANT INSERT ON \`platform\`.\`notifications\` TO 'lim'@'localhost'"
hasnt "rights: what is granted is not asked for" "$(what_of rights)" "can-host:"
run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=mod -u lim doctor --tsv
hasnt "rights: an admin's words do not concern a moderator" "$(what_of rights)" "repair:"
run ws -u few doctor --tsv
is "rights: reading is denied: status" "$status" 1
has "… said" "$(what_of rights)" "list workshop:"
run "$WSADMIN" --defaults-file="$dir/my.cnf" --as=nobody-here doctor --tsv
expect "acting user" warning
run env LC_ALL=C "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root doctor --tsv
expect terminal warning

# Agora.
hex=deadbeefdeadbeefdeadbeefdeadbeef
other=deadbeefdeadbeefdeadbeefdeadbee0
agora() { # five values
    printf 'AGORA_APP_ID=%s\nNEXT_PUBLIC_AGORA_APP_ID=%s\nAGORA_APP_CERTIFICATE=%s\nAGORA_CUSTOMER_ID=%s\nAGORA_CUSTOMER_SECRET=%s\n' \
        "$@" >"$dir/env"
    chmod 600 "$dir/env"
    run ws --env-file="$dir/env" doctor --tsv
    hasnt "Agora: nothing of the values is shown" "$out$errors" "deadbee"
}
agora $hex $hex $hex $hex $hex
expect Agora ok
agora $hex $other $hex $hex $hex
expect Agora wrong
has "Agora: who disagrees" "$(what_of Agora)" "AGORA_APP_ID and NEXT_PUBLIC_AGORA_APP_ID differ"
agora $hex $hex "${hex}00" $hex ""
is "Agora: malformed is wrong, missing a warning" "$(state_of Agora)" "warning wrong "
has "Agora: which is malformed" "$(what_of Agora)" "AGORA_APP_CERTIFICATE is not 32 hexadecimal digits"
has "Agora: which is missing" "$(what_of Agora)" "AGORA_CUSTOMER_SECRET is not set"
tap_end
