#!/usr/bin/env bash
# wsadmin's migrations next to npm's sequelize-cli on one database: each sees what the other did, finishes what it left
# half done, and waits for the other. Needs node and npm, which fetches the packages once a build folder.
. "$top_srcdir/tests/interop/npm.sh"
trap 'exec 3>&-; server_stop; rm -rf "$dir"' EXIT
mkdir -p "$dir/nine"
cp "$here"/migrations/0[56]*.cjs "$dir/nine" && rm "$dir/nine/066-add-mode-to-workshops.cjs"
server_start "$dir" || exit 99
export WSTEST_SOCKET=$SERVER_SOCKET

cli() { # DATABASE FOLDER command…
    local database=$1 folder=$2
    shift 2
    (cd "$node" && DB_NAME=$database node_modules/.bin/sequelize-cli --config "$here/config.cjs" \
        --migrations-path "$folder" "$@" 2>&1)
}
migrate() { # DATABASE words…
    local database=$1
    shift
    "$wsadmin" --no-defaults -S "$SERVER_SOCKET" -u root -D "$database" migrate "$@" 2>&1
}
platform() { # DATABASE
    sql -e "DROP DATABASE IF EXISTS $1; CREATE DATABASE $1 CHARACTER SET utf8mb4"
    sql "$1" <"$top_srcdir/tests/data/platform-tables.sql"
}
schema() { # every table's definition and the journal; MySQL prints a charset where it was said once
    local table said=
    [ "${WSTEST_SERVER:-}" != mysql ] || said='s/ CHARACTER SET utf8mb4 COLLATE/ COLLATE/g'
    for table in $(sql "$1" -e 'SHOW TABLES'); do sql -r "$1" -e "SHOW CREATE TABLE \`$table\`" | sed "$said"; done
    sql "$1" -e 'SELECT name FROM SequelizeMeta ORDER BY name'
}
milliseconds() { # command…
    local start
    start=$(date +%s%N)
    "$@" >/dev/null
    echo $((($(date +%s%N) - start) / 1000000))
}
wait_until() { # command…: up to two minutes; false when it never came true
    local tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 1200 ] || return 1
        sleep 0.1
    done
}
server_shows() { [ -n "$(sql -e "$1")" ]; } # does the query give a row?
processes="SELECT ID FROM information_schema.PROCESSLIST WHERE"

# wsadmin first.
platform ours
ours_ms=$(milliseconds migrate ours)
up=$(cli ours "$here/migrations" db:migrate:status)
is "sequelize-cli shows wsadmin's nine as up" "$(grep -c '^up 0[56]' <<<"$up")" 9
has "and the platform's tenth as down" "$up" "down 066-add-mode-to-workshops.cjs"

# sequelize-cli first.
platform theirs
theirs_ms=$(milliseconds cli theirs "$dir/nine" db:migrate)
echo "# wsadmin migrate: $ours_ms ms; sequelize-cli db:migrate: $theirs_ms ms"
is "both leave the same schema and journal" "$(schema ours)" "$(schema theirs)"
is "wsadmin sees the nine that sequelize-cli ran" "$(migrate theirs status | grep -c '^up .*there$')" 9
has "and has nothing to do" "$(migrate theirs)" "nothing to do"
is "and their lines are ours" "$(migrate theirs verify >/dev/null; echo $?)" 0

cli ours "$here/migrations" db:migrate >/dev/null
cli theirs "$here/migrations" db:migrate >/dev/null
is "sequelize-cli runs a tenth on top of wsadmin's nine" "$(sql ours -e 'SHOW COLUMNS FROM workshops LIKE "mode"' | wc -l)" 1
is "with the same end" "$(schema ours)" "$(schema theirs)"
is "which is no difference to wsadmin" "$(migrate ours verify >/dev/null; echo $?)" 0
has "but forbids going down" "$(migrate ours down --yes)" "066-add-mode-to-workshops.cjs"
cli ours "$here/migrations" db:migrate:undo >/dev/null
has "until it is taken back" "$(migrate ours down --to 057 --yes)" "057-create-workshop-categories.cjs"
has "after which sequelize-cli starts anew" "$(cli ours "$here/migrations" db:migrate)" "066-add-mode-to-workshops: migrated"
is "with the same end again" "$(schema ours)" "$(schema theirs)"

# Cut after each of its DDL statements.
reference=$(platform whole; migrate whole >/dev/null; schema whole)
for cut in $(seq 20); do
    platform "cut"
    : >"$dir/ddl"
    (export NODE_OPTIONS="-r $here/cut.cjs" DDL_LOG=$dir/ddl DDL_CUT=$cut; cli cut "$dir/nine" db:migrate) >/dev/null 2>&1
    is "sequelize-cli died after DDL statement $cut" "$(wc -l <"$dir/ddl")" "$cut"
    out=$(migrate cut) || echo "# $out"
    is "and wsadmin finished its work" "$(schema cut)" "$reference"
done
is "the statements are those of tests/data/sequelize-ddl.sql" "$(cat "$dir/ddl")" \
    "$(grep -v '^--' "$top_srcdir/tests/data/sequelize-ddl.sql")"

# An idle transaction that holds a table: a mariadb client fed through descriptor 3, which nobody else may inherit.
hold() { # DATABASE TABLE
    mkfifo "$dir/hold"
    sql "$1" <"$dir/hold" >/dev/null &
    holder=$!
    exec 3>"$dir/hold"
    rm "$dir/hold"
    echo "START TRANSACTION; SELECT COUNT(*) FROM $2;" >&3
    ok "somebody's transaction holds $2" wait_until server_shows \
        "SELECT 1 FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id > 0"
}
let_go() { exec 3>&-; wait "$holder"; }

# Started while wsadmin migrates (here: waits at 064 for users): waits for the journal, then finds nothing to do.
platform meeting
hold meeting users
migrate meeting --lock-wait=300 >"$dir/ws.out" 3>&- &
ws_pid=$!
ok "wsadmin waits for users" wait_until grep -q "waiting for the table users" "$dir/ws.out"
cli meeting "$dir/nine" db:migrate >"$dir/cli.out" 3>&- &
cli_pid=$!
ok "a sequelize-cli started meanwhile waits for the journal" \
    wait_until server_shows "$processes DB = 'meeting' AND STATE = 'Waiting for table metadata lock' AND INFO LIKE '%SequelizeMeta%'"
let_go
wait "$ws_pid"
is "wsadmin gets through" $? 0
wait "$cli_pid"
is "sequelize-cli too" $? 0
has "which had nothing to do" "$(cat "$dir/cli.out")" "No migrations were executed"
is "the schema is right" "$(schema meeting)" "$reference"

# The other way round: sequelize-cli, which takes no lock, is at 064 when wsadmin starts.
platform other
hold other users
cli other "$dir/nine" db:migrate >"$dir/cli.out" 3>&- &
cli_pid=$!
ok "sequelize-cli is at its ALTER" wait_until server_shows "$processes DB = 'other' AND INFO LIKE 'ALTER TABLE _users_ %'"
migrate other --lock-wait=300 >"$dir/ws.out" 3>&- &
ws_pid=$!
ok "and wsadmin behind it" wait_until grep -q "waiting for the table users" "$dir/ws.out"
let_go
wait "$ws_pid"
is "wsadmin records what sequelize-cli did meanwhile" $? 0
wait "$cli_pid"
is "the schema is right then, too" "$(schema other)" "$reference"

# At the same moment: whoever is first with a step, wsadmin goes on from there.
for round in 1 2 3; do
    platform race
    cli race "$dir/nine" db:migrate >"$dir/cli.out" &
    cli_pid=$!
    wait_until server_shows "$processes DB = 'race'" # it has connected; node is slow to start
    out=$(migrate race)
    is "wsadmin gets through a race with sequelize-cli ($round)" "$?" 0
    wait "$cli_pid"
    is "and the schema is right" "$(schema race)" "$reference"
done
finish
