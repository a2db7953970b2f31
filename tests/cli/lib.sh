# What the tests of the command line share: a server, a database with a few rows, and `ws`, the program against it.
# "Now" is pinned to 2026-11-24 12:00:00 UTC by the session's timestamp.
set -u
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/server.sh"
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'server_stop; rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
export HOME=$dir/home XDG_STATE_HOME=$dir/state XDG_CONFIG_HOME=$dir/config
unset XDG_DATA_HOME WSADMIN_AS DB_HOST DB_PORT DB_NAME DB_USER DB_PASS
mkdir -p "$HOME" "$XDG_STATE_HOME" "$XDG_CONFIG_HOME"
cat >"$dir/my.cnf" <<CNF
[client]
user = root
socket = $dir/sock
database = platform
init-command = SET timestamp=1795521600
CNF
chmod 600 "$dir/my.cnf"

ws() { "$WSADMIN" --defaults-file="$dir/my.cnf" --as=root "$@"; }

# Runs the program; out, errors and status are what it left behind.
run() {
    out=$("$@" 2>"$dir/err" </dev/null)
    status=$?
    errors=$(cat "$dir/err")
}

platform_database() { # NAME: the platform's tables and the nine migrations' result
    sql -e "CREATE DATABASE $1 CHARACTER SET utf8mb4"
    sql "$1" <"$top_srcdir/tests/data/platform-tables.sql"
    "$WSADMIN" --no-defaults -S "$SERVER_SOCKET" -u root -D "$1" migrate >/dev/null
}

small_data() { # NAME
    sql "$1" <"$top_srcdir/tests/data/small.sql"
}
