# A private MariaDB for tests, sourced by with-server and by shell tests.
#
#   server_start DIR [mariadbd options]   makes the data folder at the first start; sets SERVER_PID, SERVER_SOCKET
#   server_stop                           ends it by its pid and waits
#   server_kill                           kill -9, and waits
#   sql [DATABASE]                        runs standard input as root
#
# WSTEST_SERVER=mysql: MySQL instead (tests/mysql/lib.sh), for the tests that tests/mysql/mysql.sh runs.
# Root has no password here: the folder is 0700 and the server has no network unless a test asks for it.

server_program() {
    local p
    for p in mariadbd /usr/sbin/mariadbd; do command -v "$p" && return; done
    echo "mariadbd is missing: apt-get install mariadb-server-core" >&2
    return 1
}

server_bootstrap() { # DIR
    local share=/usr/share/mysql prefix=mysql
    [ -d "$share" ] || share=/usr/share/mariadb
    [ -f "$share/mysql_system_tables.sql" ] || prefix=mariadb
    mkdir -p "$1/data" "$1/tmp" && chmod 700 "$1"
    { printf '%s\n' 'CREATE DATABASE IF NOT EXISTS mysql;' 'USE mysql;' 'SET @skip_auth_anonymous=1;'
      cat "$share/${prefix}_system_tables.sql"
      grep -v '@current_hostname' "$share/${prefix}_system_tables_data.sql"
    } | "$(server_program)" --no-defaults --bootstrap --datadir="$1/data" $SERVER_USER --tmpdir="$1/tmp" \
        --log-error="$1/error.log" --innodb-log-file-size=8M --innodb-buffer-pool-size=16M --default-storage-engine=Aria \
        >>"$1/error.log" 2>&1
}

server_start() { # DIR [options]
    local dir=$1 tries=0; shift
    SERVER_USER=; [ "$(id -u)" != 0 ] || SERVER_USER=--user=root
    SERVER_SOCKET=$dir/sock
    [ -d "$dir/data/mysql" ] || server_bootstrap "$dir" || { cat "$dir/error.log" >&2; return 1; }
    "$(server_program)" --no-defaults $SERVER_USER --datadir="$dir/data" --socket="$SERVER_SOCKET" --pid-file="$dir/pid" \
        --log-error="$dir/error.log" --tmpdir="$dir/tmp" --skip-networking --skip-name-resolve --skip-log-bin \
        --performance-schema=OFF --character-set-server=utf8mb4 --innodb-buffer-pool-size=64M --innodb-log-file-size=64M \
        --innodb-flush-log-at-trx-commit=0 --max-connections=200 "$@" </dev/null >/dev/null 2>&1 &
    SERVER_PID=$!
    until mariadb --no-defaults -uroot -S "$SERVER_SOCKET" -e 'DO 1' 2>/dev/null; do
        tries=$((tries + 1))
        if ! kill -0 "$SERVER_PID" 2>/dev/null || [ $tries -gt 600 ]; then
            tail -20 "$dir/error.log" >&2
            return 1
        fi
        sleep 0.05
    done
}

SERVER_PID=
server_stop() {
    [ -n "$SERVER_PID" ] || return 0
    kill "$SERVER_PID" 2>/dev/null
    wait "$SERVER_PID" 2>/dev/null
    SERVER_PID=
}

server_kill() { kill -9 "$SERVER_PID" 2>/dev/null; wait "$SERVER_PID" 2>/dev/null; SERVER_PID=; }

sql() { mariadb --no-defaults -uroot -S "$SERVER_SOCKET" --default-character-set=utf8mb4 -N -B "$@"; }

[ "${WSTEST_SERVER:-}" != mysql ] || { . "$top_srcdir/tests/mysql/lib.sh"; server_start() { mysql_start "$@"; }; }
