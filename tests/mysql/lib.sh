# A private MySQL of Debian's unstable suite (get.sh), sourced by the tests of this folder.
#
#   mysql_start DIR [options]   after server.sh's own names: SERVER_PID, SERVER_SOCKET; server_stop ends it
#   with_mysql_libraries PROGRAM ARGUMENTS…   runs a program that is linked with its libmysqlclient
mysql_root=${MYSQL_FOLDER:-$PWD/tests/mysql/server}/root
with_mysql_libraries() {
    "$mysql_root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$mysql_root/usr/lib/x86_64-linux-gnu:/usr/lib/x86_64-linux-gnu" "$@"
}
mysqld() { with_mysql_libraries "$mysql_root/usr/sbin/mysqld" --no-defaults --lc-messages-dir="$mysql_root/usr/share/mysql" "$@"; }
# As server.sh's, with MariaDB's tables of numbers (seq_1_to_300) written out.
sql() {
    local word words=()
    for word; do
        words+=("$(sed -E 's/\bseq_([0-9]+)_to_([0-9]+)/(WITH RECURSIVE n (seq) AS (SELECT \1 UNION ALL SELECT seq + 1 FROM n WHERE seq < \2) SELECT seq FROM n) numbers/g' <<<"$word")")
    done
    mariadb --no-defaults -uroot -S "$SERVER_SOCKET" --default-character-set=utf8mb4 -N -B "${words[@]}"
}
mysql_start() { # DIR [options]
    local dir=$1 tries=0 user=
    shift
    [ "$(id -u)" != 0 ] || user=--user=root
    SERVER_SOCKET=$dir/sock
    mkdir -p "$dir/tmp"
    [ -d "$dir/data" ] || mysqld $user --initialize-insecure --datadir="$dir/data" --log-error="$dir/error.log" ||
        { cat "$dir/error.log" >&2; return 1; }
    "$mysql_root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$mysql_root/usr/lib/x86_64-linux-gnu" \
        "$mysql_root/usr/sbin/mysqld" --no-defaults --lc-messages-dir="$mysql_root/usr/share/mysql" $user \
        --datadir="$dir/data" --socket="$SERVER_SOCKET" --pid-file="$dir/pid" --log-error="$dir/error.log" --tmpdir="$dir/tmp" \
        --plugin-dir="$mysql_root/usr/lib/mysql/plugin" --plugin-load-add=auth_socket.so --mysqlx=OFF --secure-file-priv=NULL --skip-log-bin --skip-networking --innodb-flush-log-at-trx-commit=0 --max-connections=200 "$@" \
        </dev/null >/dev/null 2>&1 &
    SERVER_PID=$!
    until mariadb --no-defaults -uroot -S "$SERVER_SOCKET" -e 'DO 1' 2>/dev/null; do
        tries=$((tries + 1))
        if ! kill -0 "$SERVER_PID" 2>/dev/null || [ $tries -gt 600 ]; then tail -20 "$dir/error.log" >&2; return 1; fi
        sleep 0.1
    done
    # What the tests' own statements take for granted.
    sql -e "SET GLOBAL cte_max_recursion_depth = 1000000, GLOBAL default_collation_for_utf8mb4 = utf8mb4_general_ci"
}
