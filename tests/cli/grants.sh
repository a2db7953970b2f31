# grants: every action of a role works with exactly what is printed for it, and nothing else does.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
sql platform -e "INSERT INTO workshop_invites (workshop_id, user_id, invited_by) VALUES (15, 2, 4);
    INSERT INTO workshop_attendees (workshop_id, user_id) VALUES (15, 3)"
sql -e "CREATE DATABASE elsewhere; CREATE TABLE elsewhere.t (a INT)"
tried=" help rrule user-add grants doctor "

account() { # ROLE: makes the account as printed, and an option file for it
    ws grants "$1" --password >"$dir/$1.sql" && sql <"$dir/$1.sql" || exit 99
    printf '[client]\nuser=wsadmin-%s\npassword=%s\nsocket=%s\ndatabase=platform\ninit-command=SET timestamp=1795521600\n' \
        "$1" "$(sed -n "s/.*IDENTIFIED BY '\(.*\)';/\1/p" "$dir/$1.sql")" "$dir/sock" >"$dir/$1.cnf"
    chmod 600 "$dir/$1.cnf"
}

does() { # ROLE ACTOR "part of what is said" words…
    local role=$1 actor=$2 part=$3
    shift 3
    case "$tried" in *" $1 "*) ;; *) tried="$tried$1 " ;; esac
    case "$tried" in *" $1 ${2:-} "*) ;; *) tried="$tried$1 ${2:-} " ;; esac
    run "$WSADMIN" --defaults-file="$dir/$role.cnf" --as="$actor" "$@"
    has "$role: $*" "$status $out $errors" "0 $part"
}
may_not() { # ROLE STATEMENT: refused by the server for want of a right
    run mariadb --defaults-file="$dir/$1.cnf" --default-character-set=utf8mb4 -N -B platform -e "$2"
    has "$1 may not: $2" "$errors" "denied"
}
rights() { # ROLE: what the server says that the account may do, without reading, a line a table
    sql -e "SELECT CONCAT(table_name, ' ', privilege_type, ' ', GROUP_CONCAT(column_name ORDER BY column_name SEPARATOR ' '))
            FROM information_schema.column_privileges
            WHERE grantee = '''wsadmin-$1''@''localhost''' AND privilege_type <> 'SELECT' GROUP BY table_name, privilege_type
        UNION ALL SELECT CONCAT(table_name, ' ', privilege_type) FROM information_schema.table_privileges
            WHERE grantee = '''wsadmin-$1''@''localhost'''
        UNION ALL SELECT CONCAT(table_schema, '.* ', privilege_type) FROM information_schema.schema_privileges
            WHERE grantee = '''wsadmin-$1''@''localhost'''
        UNION ALL SELECT CONCAT('*.* ', privilege_type) FROM information_schema.user_privileges
            WHERE grantee = '''wsadmin-$1''@''localhost''' AND privilege_type <> 'USAGE' ORDER BY 1" | LC_ALL=C sort
}

# Moderator.
account moderator
is "moderator: the rights to change" "$(rights moderator)" "notifications INSERT actor_id created_at entity_id entity_type group_key preview_text recipient_id type updated_at
users UPDATE can_host
workshop_attendees DELETE
workshop_attendees INSERT can_speak created_at is_co_host joined_at left_at status updated_at user_id workshop_id
workshop_attendees UPDATE can_speak is_co_host joined_at left_at status updated_at
workshop_chats DELETE
workshop_invites INSERT created_at invited_by user_id workshop_id
workshop_notes DELETE
workshop_series UPDATE is_active updated_at
workshops UPDATE actual_ended_at agora_channel attendee_count status updated_at"
for entity in category series workshop attendee user chat note invite notification; do does moderator mod "[" list $entity --json; done
hasnt "moderator: no e-mail address" "$("$WSADMIN" --defaults-file="$dir/moderator.cnf" --as=mod list user --json)" "@x"
does moderator mod "" show user ana
does moderator mod "1 workshop cancelled" cancel 13 --yes
does moderator mod "1 workshop on again" reinstate 13 --yes
does moderator mod "2 workshops cancelled, 1 series stopped" cancel 11 --future --yes
does moderator mod "1 workshop on again" reinstate 11 --yes
does moderator mod "1 host stopped, 1 workshop cancelled" can-host off ana --cancel-upcoming --yes
does moderator mod "1 host allowed" can-host on ana --yes
does moderator mod "1 workshop on again" reinstate 11 --yes
does moderator mod "news of 1 workshop" notify reminder 11 --yes
does moderator mod "" notify cancelled 12 --yes
does moderator mod "news of 1 workshop" notify invite 15 --yes
does moderator mod "news of 1 workshop" notify recording 14 --yes
does moderator mod "news of 1 workshop" notify updated 15 --yes
does moderator mod "" notify started 13 --yes
does moderator mod "" log
does moderator mod "" undo --list
does moderator mod "chat messages deleted: 1" delete chat 1 --reason R --yes
does moderator mod "notes deleted: 1" delete note 1 --reason R --yes
does moderator mod "1 attendee added" attendee add 15 ana --yes
does moderator mod "attendee" attendee co-host on 15 ana --yes
does moderator mod "attendee" attendee speak on 15 ana --yes
does moderator mod "attendee" attendee remove 15 ana --yes
does moderator mod "attendee" attendee remove 15 ana --forget --yes
does moderator mod "1 person invited" invite 15 luis mod --yes
does moderator mod "" export workshop view:all
does moderator mod "workshop_id" export recipients cancelled 11
does moderator mod "" series doctor
does moderator mod "BEGIN:VCALENDAR" ics
does moderator mod "BEGIN:VCALENDAR" series ics 1
run env AGORA_APP_ID=0123456789abcdef0123456789abcdef AGORA_APP_CERTIFICATE=0123456789abcdef0123456789abcdef \
    "$WSADMIN" --defaults-file="$dir/moderator.cnf" --as=mod agora token 13
is "moderator: agora token" "$status" 0
run "$WSADMIN" --defaults-file="$dir/moderator.cnf" --as=mod agora close 13 --dry-run
has "moderator: agora close needs no right in the database" "$status $errors" "78"
tried="${tried}agora agora token agora close "
run "$WSADMIN" --defaults-file="$dir/moderator.cnf" --as=mod doctor
has "moderator: doctor" "$out" "the database account may do all that the acting user may"
for statement in "SELECT email FROM users" "SELECT * FROM users" "UPDATE users SET is_admin = 1" "UPDATE users SET role = 'admin'" \
    "DELETE FROM users" "INSERT INTO users (username) VALUES ('x')" "UPDATE workshops SET title = 'x'" "UPDATE workshops SET host_id = 1" \
    "DELETE FROM workshops" "INSERT INTO workshops (title) VALUES ('x')" "UPDATE workshop_series SET rrule = 'x'" \
    "UPDATE workshop_categories SET name = 'x'" "DELETE FROM notifications" "UPDATE notifications SET preview_text = 'x'" \
    "UPDATE workshop_chats SET message = 'x'" "UPDATE workshop_notes SET content = 'x'" "DELETE FROM workshop_invites" \
    "INSERT INTO SequelizeMeta VALUES ('x')" "DROP TABLE blocks" "CREATE TABLE x (a INT)" "ALTER TABLE users ADD x INT" \
    "LOCK TABLES users WRITE" "SELECT * FROM elsewhere.t" "SELECT * FROM mysql.user" "SELECT 1 INTO OUTFILE '$dir/out'" \
    "SET GLOBAL max_connections = 1" "FLUSH TABLES" "CREATE USER x" "GRANT SELECT ON users TO x"; do
    may_not moderator "$statement"
done
run "$WSADMIN" --defaults-file="$dir/moderator.cnf" --as=root repair --yes
is "repair writes only what a moderator's account may write" "$status" 0
sql platform -e "UPDATE workshop_series SET is_active = 1"
run "$WSADMIN" --defaults-file="$dir/moderator.cnf" --as=root series fill 1 --yes
is "… series fill: not allowed" "$status" 77
has "… and the missing right is named" "$errors" "GRANT INSERT"

# Admin.
account admin
is "admin: the rights to change" "$(rights admin)" "notifications INSERT actor_id created_at entity_id entity_type group_key preview_text recipient_id type updated_at
notifications UPDATE group_key
users UPDATE can_host
workshop_attendees DELETE
workshop_attendees INSERT can_speak created_at is_co_host joined_at left_at status updated_at user_id workshop_id
workshop_attendees UPDATE can_speak is_co_host joined_at left_at status updated_at
workshop_categories DELETE
workshop_categories INSERT created_at description is_active name slug sort_order updated_at
workshop_categories UPDATE description is_active name slug sort_order updated_at
workshop_chats DELETE
workshop_invites DELETE
workshop_invites INSERT created_at invited_by user_id workshop_id
workshop_notes DELETE
workshop_series DELETE
workshop_series INSERT category_id created_at description duration_minutes host_id is_active rrule timezone time_of_day title updated_at
workshop_series UPDATE category_id created_at description duration_minutes host_id is_active rrule timezone time_of_day title updated_at
workshops DELETE
workshops INSERT agora_channel attendee_count category_id created_at description duration_minutes host_id is_private max_capacity scheduled_at series_id status title updated_at
workshops UPDATE actual_ended_at actual_started_at agora_channel attendee_count category_id description duration_minutes host_id is_private max_capacity recording_url scheduled_at series_id status title updated_at"
does admin root '[
{"id": 2, "username": "ana", "display_name": "Ana Reyes", "email": "ana@x"' list user ana --json
does admin root "categories made: 1" new category name=New --yes
does admin root "categories changed: 1" set category new is_active=no sort_order=1 name=Newer slug=newer description=D --yes
does admin root "categories deleted: 1" delete category newer --yes
does admin root "" categories export "$dir/c.csv"
sed -i "s/Prayer/Prayers/" "$dir/c.csv"
does admin root "" categories import "$dir/c.csv" --yes
does admin root "" categories order oracion prayer --yes
printf 'new | on | fourth | Fourth |\n' >"$dir/c.txt"
does admin root "" categories edit --from="$dir/c.txt" --yes
does admin root "" categories merge fourth --into=prayer --yes
does admin root "workshops changed: 1" set workshop 15 title=Renamed scheduled_at="2026-11-26 10:00" max_capacity=5 --yes
does admin root "workshops made: 1" new workshop title=Fresh host_id=2 scheduled_at="2026-12-24 10:00" --yes
does admin root "attendees changed: 1" set attendee 1 can_speak=yes --yes
does admin root "" undo --yes
does admin root "workshops deleted: 1" delete workshop "$(sql platform -e "SELECT MAX(id) FROM workshops")" --yes
does admin root "1 workshop cancelled" cancel 11 --yes
does admin root "1 workshop on again" reinstate 11 --yes
does admin root "1 host stopped" can-host off luis --yes
does admin root "news of 1 workshop" notify reminder 11 --again --yes
sql platform -e "UPDATE workshops SET attendee_count = 9 WHERE id = 11; UPDATE workshops SET agora_channel = NULL WHERE id = 15"
does admin root "1 attendee count set right" repair counts --yes
does admin root "" repair channels --yes
sql platform -e "UPDATE workshop_series SET is_active = 1"
does admin root "series_time" series next 1
does admin root "" series fill 1 --yes
does admin root "" mend --yes
does admin root "1 series stopped" series stop 1 --yes
does admin root "" series ics 1 --output "$dir/s.ics"
does admin root "series" series import "$dir/s.ics" --yes
does admin root "series deleted: 1" delete series "$(sql platform -e "SELECT MAX(id) FROM workshop_series")" --yes
does admin root "" transfer ana keiko --yes
for statement in "UPDATE users SET is_admin = 1" "SELECT * FROM notifications" "UPDATE workshops SET id = 1" "UPDATE workshop_chats SET message = 'x'" \
    "DELETE FROM notifications" "DELETE FROM users" "DROP TABLE workshops" "ALTER TABLE workshops ADD x INT" "DELETE FROM SequelizeMeta"; do
    may_not admin "$statement"
done

# doctor misses each of these rights when it is gone: a table's for one privilege at a time.
sound="the database account may do all that the acting user may"
has "admin: doctor" "$("$WSADMIN" --defaults-file="$dir/admin.cnf" --as=root doctor --tsv)" "$sound"
while read -r table right columns; do
    [ -z "$columns" ] || columns=" ($(sed 's/ /, /g' <<<"$columns"))"
    sql platform -e "REVOKE $right$columns ON $table FROM 'wsadmin-admin'@localhost"
    hasnt "admin without $right on $table: doctor says so" "$("$WSADMIN" --defaults-file="$dir/admin.cnf" --as=root doctor --tsv)" "$sound"
    sql platform -e "GRANT $right$columns ON $table TO 'wsadmin-admin'@localhost"
done < <(rights admin)

# Timers.
account timer
is "timer: the rights to change" "$(rights timer)" "notifications INSERT actor_id created_at entity_id entity_type group_key preview_text recipient_id type updated_at
workshop_series UPDATE is_active updated_at
workshops INSERT agora_channel attendee_count category_id created_at description duration_minutes host_id is_private max_capacity scheduled_at series_id status title updated_at
workshops UPDATE agora_channel updated_at"
sql platform -e "UPDATE workshop_series SET is_active = 1; DELETE FROM workshops WHERE id > 15;
    UPDATE workshops SET scheduled_at = '2026-11-24 12:30:00', status = 'scheduled' WHERE id = 11;
    DELETE FROM notifications; UPDATE workshops SET agora_channel = CONCAT('workshop-', id)"
does timer root "10 workshops made" series fill --all --yes
does timer root "news of 1 workshop" notify reminder --due --yes
does timer root "1 series stopped" series stop 1 --yes
run "$WSADMIN" --defaults-file="$dir/timer.cnf" --as=root doctor
is "timer: doctor finds nothing wrong with so few rights" "$(printf '%s\n' "$out" | awk -F'\t' '$2 == "wrong" && $1 != "clock"')" ""
run "$WSADMIN" --defaults-file="$dir/timer.cnf" --as=root cancel 11 --yes
is "timer: cancel is not allowed" "$status" 77
for statement in "UPDATE users SET can_host = 0" "SELECT email FROM users" "UPDATE workshops SET status = 'cancelled'" "DELETE FROM workshops" \
    "UPDATE workshop_attendees SET status = 'left'" "DELETE FROM workshop_chats"; do
    may_not timer "$statement"
done

# Migrator, on a database that has the platform's tables only; its name holds what a GRANT would take for a pattern.
sql -e "CREATE DATABASE plat_form CHARACTER SET utf8mb4; CREATE DATABASE platXform"
sql plat_form <"$top_srcdir/tests/data/platform-tables.sql"
ws -D plat_form grants migrator --password | sed 's/wsadmin-migrator/mig/' >"$dir/mig.sql"
sql <"$dir/mig.sql"
printf '[client]\nuser=mig\npassword=%s\nsocket=%s\ndatabase=plat_form\n' \
    "$(sed -n "s/.*IDENTIFIED BY '\(.*\)';/\1/p" "$dir/mig.sql")" "$dir/sock" >"$dir/mig.cnf"
chmod 600 "$dir/mig.cnf"
does mig root "" migrate up
does mig root "065" migrate down --yes
does mig root "064" migrate down --to 057-create-workshop-categories.cjs --yes
does mig root "" migrate up
does mig root "" migrate verify
may_not mig "SELECT 1 FROM platXform.t"
mig() { mariadb --defaults-file="$dir/mig.cnf" plat_form -e "$1" 2>&1; }
for statement in "CREATE TABLE x (a INT)" "DROP TABLE users" "DELETE FROM users" "UPDATE users SET is_admin = 1" "DROP TABLE blocks" \
    "SELECT * FROM blocks" "UPDATE workshops SET title = 'x'" "DELETE FROM workshops" "LOCK TABLES platXform.t READ"; do
    has "migrator may not: $statement" "$(mig "$statement")" "denied"
done

# A platform that lacks what may be lacking.
sql -e "CREATE DATABASE bare CHARACTER SET utf8mb4"
sql bare <"$top_srcdir/tests/data/platform-tables.sql"
sql bare -e "DROP TABLE blocks; ALTER TABLE users DROP is_admin, DROP status, DROP timezone, DROP language, DROP deleted_at"
"$WSADMIN" --no-defaults -S "$SERVER_SOCKET" -u root -D bare migrate >/dev/null
sql bare -e "INSERT INTO users (id, email, display_name, username, role) VALUES (1, 'm@x', 'Mod', 'mod', 'moderator'), (2, 'a@x', 'Ana', 'ana', 'user');
    INSERT INTO workshops (id, host_id, title, scheduled_at, status) VALUES (1, 2, 'T', '2026-12-01 00:00:00', 'scheduled')"
ws -D bare grants moderator --password --account bare@localhost >"$dir/bare.sql"
ok "a platform without optional columns: the statements run" sql -e "source $dir/bare.sql"
is "… and no right to make the table blocks is left" "$(sql -e "SELECT table_name FROM information_schema.table_privileges
    WHERE table_schema = 'bare' AND privilege_type = 'CREATE'")" ""
hasnt "… none of them names what is not there" "$(cat "$dir/bare.sql")" "is_admin"
printf '[client]\nuser=bare\npassword=%s\nsocket=%s\ndatabase=bare\ninit-command=SET timestamp=1795521600\n' \
    "$(sed -n "s/.*IDENTIFIED BY '\(.*\)';/\1/p" "$dir/bare.sql")" "$dir/sock" >"$dir/bare.cnf"
chmod 600 "$dir/bare.cnf"
does bare mod "1 workshop cancelled" cancel 1 --yes
does bare mod "[" list user --json

# By the login name, and names that could break out of their quotes.
out=$(ws grants moderator --account "o'hara\\x@localhost")
by="VIA unix_socket"
[ "${WSTEST_SERVER:-}" != mysql ] || by="WITH auth_socket"
has "by unix_socket, quoted" "$out" "CREATE USER 'o''hara\\\\x'@'localhost' IDENTIFIED $by;"
ok "… and the server takes it" sql -e "$out"
run ws grants moderator --account "ana@%"
is "over the network by login name: refused" "$status" 64
has "over the network: encrypted" "$(ws grants moderator --password --account 'ana@%')" "REQUIRE SSL;"
run ws grants king
is "unknown role" "$status" 64
has "JSON, too" "$(ws grants timer --json)" '{"statement": "GRANT '

# Whoever adds a word adds its try here.
while read -r word; do
    has "$word is tried with least rights" "$tried" " $word "
done < <("$WSADMIN" help | sed 's/^  //; s/  .*//')
tap_end
