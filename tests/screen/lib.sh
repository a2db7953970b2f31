# What the tests of the console share: a server with the data of tests/data/screen.sql, whose clock stands still at
# 2026-11-23 02:13:20 in New York, and `console`, which opens the program on it.
set -u
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/server.sh"
. "$top_srcdir/tests/lib/tmux.sh"
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
trap 'term_stop; [ -z "$SERVER_PID" ] || kill -CONT "$SERVER_PID"; server_stop; rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
if ! command -v tmux >/dev/null; then echo "Bail out! tmux is missing: apt-get install tmux"; exit 99; fi
export HOME=$dir/home XDG_STATE_HOME=$dir/state XDG_CONFIG_HOME=$dir/config XDG_DATA_HOME=$dir/data-home
export TZ=America/New_York LC_ALL=C.UTF-8
unset WSADMIN_AS DB_HOST DB_PORT DB_NAME DB_USER DB_PASS NO_COLOR LANGUAGE TMUX SSH_CONNECTION SSH_TTY ESCDELAY
mkdir -p "$HOME" "$XDG_STATE_HOME" "$XDG_CONFIG_HOME"
cat >"$dir/my.cnf" <<CNF
[client]
user = root
socket = $dir/sock
database = screen
init-command = SET timestamp=1795418000
CNF
chmod 600 "$dir/my.cnf"

screen_database() {
    server_start "$dir" || exit 99
    sql -e "CREATE DATABASE screen CHARACTER SET utf8mb4"
    sql screen <"$top_srcdir/tests/data/platform-tables.sql"
    "$WSADMIN" --no-defaults -S "$SERVER_SOCKET" -u root -D screen migrate >/dev/null
    sql screen <"$top_srcdir/tests/data/screen.sql"
}

# What an action could change: compared before and after to show that nothing was.
everything() { sql screen -e "CHECKSUM TABLE users, notifications, blocks, workshop_categories, workshop_series, workshops,
    workshop_attendees, workshop_chats, workshop_notes, workshop_invites"; }

# Opens the console and waits for its first page and its figures.
console() { # COLUMNS ROWS [options of wsadmin]
    local columns=$1 rows=$2; shift 2
    term_start "$columns" "$rows" "$WSADMIN" --defaults-file="$dir/my.cnf" --as="${ACTOR:-kim}" "$@"
}
quit_console() { keys q; wait_for "[exit 0]"; term_stop; }
