#!/usr/bin/env bash
# On MySQL itself: the migrations (alone and next to sequelize-cli), the operations, and the command line by TCP with TLS
# and caching_sha2_password. Gets the server from Debian's unstable suite (get.sh) the first time. Part of make check-long.
set -u
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/server.sh"
. "$top_srcdir/tests/mysql/lib.sh"
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'server_stop; rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
bash "$top_srcdir/tests/mysql/get.sh" "$(dirname "$mysql_root")" || { echo "Bail out! MySQL cannot be fetched"; exit 99; }
export HOME=$dir/home XDG_STATE_HOME=$dir/state
unset WSADMIN_AS DB_HOST DB_PORT DB_NAME DB_USER DB_PASS
mkdir -p "$HOME"
port=$((30000 + $$ % 10000))
(
    cd "$dir" &&
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem -subj "/CN=ca" &&
        openssl req -newkey rsa:2048 -nodes -keyout right.key -out right.csr -subj "/CN=right" &&
        openssl x509 -req -in right.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out right.pem \
            -extfile <(echo "subjectAltName=IP:127.0.0.1")
) 2>"$dir/openssl.log" || { echo "Bail out! no certificates"; exit 99; }
mysql_start "$dir" --skip-networking=OFF --bind-address=127.0.0.1 --port=$port --ssl-ca="$dir/ca.pem" --ssl-cert="$dir/right.pem" --ssl-key="$dir/right.key" ||
    { echo "Bail out! MySQL did not start"; exit 99; }

# The programs of tests/db, but those of the local database, which is a MariaDB always.
for program in tests/db/*.dbtest; do
    program=$(basename "$program" .dbtest)
    [ $program != demo ] || continue
    mkdir "$dir/$program"
    WSTEST_SOCKET=$SERVER_SOCKET WSTEST_DIR=$dir/$program tests/db/$program.dbtest >"$dir/$program.log" 2>&1
    tap_result $? "tests/db/$program"
    grep -A3 '^not ok' "$dir/$program.log" | sed 's/^/# /'
done

# The command line, each with a server of its own.
for script in words edit people export ics series categories categories_edit doctor agora connect grants; do
    WSTEST_SERVER=mysql bash "$top_srcdir/tests/cli/$script.sh" >"$dir/$script.log" 2>&1
    tap_result $? "tests/cli/$script"
    grep -A3 '^not ok' "$dir/$script.log" | sed 's/^/# /'
done

# Next to npm's sequelize-cli, which npm fetches.
WSTEST_SERVER=mysql bash "$top_srcdir/tests/interop/migrate.sh" >"$dir/interop.log" 2>&1
tap_result $? "tests/interop/migrate"
grep -A3 '^not ok' "$dir/interop.log" | sed 's/^/# /'
tail -2 "$dir/interop.log"

# By TCP, as an account that is caching_sha2_password's.
sql -e "CREATE DATABASE platform CHARACTER SET utf8mb4;
    CREATE USER ana IDENTIFIED WITH caching_sha2_password BY 'secret' REQUIRE SSL; GRANT ALL ON platform.* TO ana"
sql platform <"$top_srcdir/tests/data/platform-tables.sql"
far() { DB_PASS=secret "$WSADMIN" --no-defaults -h 127.0.0.1 -P $port -u ana -D platform --as=root --tls=verify --tls-ca="$dir/ca.pem" "$@"; }
run() { out=$("$@" 2>"$dir/err" </dev/null); status=$?; errors=$(cat "$dir/err"); }
run far migrate up
is "migrate up by TLS: status" "$status$errors" 0
run far migrate verify
is "migrate verify: status" "$status" 0
sql platform <"$top_srcdir/tests/data/small.sql"
run far cancel 13 --yes
has "cancel" "$status $out" "0 1 workshop cancelled"
run far series fill --all --yes
is "series fill" "$status" 0
run far list workshop view:all --json
has "list" "$out" '"status": "cancelled"'
run far doctor
has "doctor names the server and the cipher" "$out" "MySQL"
hasnt "… which is encrypted" "$out" "not encrypted"
run env DB_PASS=secret "$WSADMIN" --no-defaults -h 127.0.0.1 -P $port -u ana -D platform --tls=verify list user
is "an unknown authority is refused" "$status" 78

# The least rights, where MySQL takes other words for some.
for role in moderator admin timer migrator; do
    "$WSADMIN" --no-defaults -S "$SERVER_SOCKET" -u root -D platform grants $role --password >"$dir/$role.sql"
    ok "grants $role: MySQL takes them" sql -e "source $dir/$role.sql"
done
printf '[client]\nuser=wsadmin-moderator\npassword=%s\nsocket=%s\ndatabase=platform\n' \
    "$(sed -n "s/.*IDENTIFIED BY '\(.*\)';/\1/p" "$dir/moderator.sql")" "$SERVER_SOCKET" >"$dir/mod.cnf"
chmod 600 "$dir/mod.cnf"
run "$WSADMIN" --defaults-file="$dir/mod.cnf" --as=mod cancel 12 --yes
has "a moderator's account can cancel" "$status $out$errors" "0 1 workshop cancelled"
run "$WSADMIN" --defaults-file="$dir/mod.cnf" --as=mod list user --json
is "… and list people" "$status" 0
sql platform -e "ALTER TABLE users DROP deleted_at, DROP language; DROP TABLE blocks"
"$WSADMIN" --no-defaults -S "$SERVER_SOCKET" -u root -D platform grants moderator --password --account bare@localhost >"$dir/bare.sql"
ok "a platform that lacks columns: MySQL takes them" sql -e "source $dir/bare.sql"
sed "s/^user=.*/user=bare/; s/^password=.*/password=$(sed -n "s/.*IDENTIFIED BY '\(.*\)';/\1/p" "$dir/bare.sql")/" "$dir/mod.cnf" >"$dir/bare.cnf"
chmod 600 "$dir/bare.cnf"
run "$WSADMIN" --defaults-file="$dir/bare.cnf" --as=mod cancel 11 --yes
has "… and its moderator can cancel" "$status $out$errors" "0 1 workshop cancelled"
tap_end
