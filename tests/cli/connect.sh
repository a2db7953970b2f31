# Ways to fail when connecting and when being told how: the words, the exit codes; a server that comes late or goes away.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
sql -e "CREATE USER ana IDENTIFIED BY 'secret'; GRANT SELECT ON platform.users TO ana"

fails() { # WHAT STATUS "part of the message" command…
    local what=$1 wanted=$2 part=$3
    shift 3
    run "$@"
    is "$what: status" "$status" "$wanted"
    has "$what: said" "$errors" "$part"
    is "$what: nothing written" "$out" ""
}
plain() { "$WSADMIN" --no-defaults -S "$SERVER_SOCKET" "$@"; }

fails "wrong password" 77 "Access denied for user 'ana'" env DB_PASS=wrong "$WSADMIN" --no-defaults -S "$dir/sock" -u ana -D platform list user
fails "unknown account" 77 "Access denied for user 'nobody'" plain -u nobody -D platform list user
run env DB_PASS=secret "$WSADMIN" --no-defaults -S "$dir/sock" -u ana -D platform list workshop
is "missing right: status" "$status" 77
has "missing right: named" "$errors" "ask for the missing right: GRANT SELECT ON \`platform\`.\`workshops\` TO 'ana'@'%'"
fails "nobody listens" 69 "127.0.0.1:1 cannot be reached" "$WSADMIN" --no-defaults -P 1 -u ana -D platform list user
fails "unknown host" 69 "host's name is not known" "$WSADMIN" --no-defaults -h no-such-host.invalid -D platform list user
fails "another machine in plain text" 78 "is another machine" "$WSADMIN" --no-defaults -h 192.0.2.1 --tls=off -D platform list user
fails "password on the command line" 64 "-p alone asks for it" "$WSADMIN" -psecret list user
fails "no terminal to ask on" 78 "no terminal" setsid -w "$WSADMIN" --no-defaults -S "$dir/sock" -D platform -p list user

echo "timezon = UTC" >"$dir/bad.conf"
fails "unknown setting" 78 "$dir/bad.conf:1: there is no setting \"timezon\"" ws --config="$dir/bad.conf" list user
has "unknown setting: the nearest" "$errors" "did you mean timezone?"
echo "timezone = Mars/Olympus" >"$dir/bad.conf"
fails "unknown zone" 78 "$dir/bad.conf:1: timezone" ws --config="$dir/bad.conf" list user
printf '[wsadmin]\nhots = x\n' >"$dir/bad.cnf"
fails "unknown option in [wsadmin]" 78 "$dir/bad.cnf:2: there is no option \"hots\"" "$WSADMIN" --defaults-file="$dir/bad.cnf" list user
chmod 666 "$dir/bad.cnf"
fails "an option file that everybody may write" 78 "chmod o-w $dir/bad.cnf" "$WSADMIN" --defaults-file="$dir/bad.cnf" list user
printf 'DB_NAME=platform\nDB_PORT=x\n' >"$dir/env"
fails "bad env file" 78 "$dir/env:2: DB_PORT" "$WSADMIN" --no-defaults --env-file="$dir/env" list user

printf '[client]\nuser=root\nsocket=%s\npassword=x\ndatabase=platform\n' "$dir/sock" >"$dir/open.cnf"
chmod 644 "$dir/open.cnf"
run "$WSADMIN" --defaults-file="$dir/open.cnf" list user
has "a password that everybody may read is warned about" "$errors" "$dir/open.cnf holds a password"

# Far more rows than a pipe holds: the program stands in the middle of them while its connection is cut.
sql platform -e "INSERT INTO workshops (host_id, title, scheduled_at, agora_channel)
    SELECT 2, REPEAT('long ', 30), '2027-01-01' + INTERVAL seq MINUTE, NULL FROM seq_1_to_20000"
mkfifo "$dir/rows"
ws list workshop --csv >"$dir/rows" 2>"$dir/err" &
program=$!
exec 3<"$dir/rows"
read -r _ <&3
sql -e "SELECT CONCAT('KILL ', id, ';') FROM information_schema.processlist WHERE db = 'platform'" | sql
is "a read goes on after its connection was cut" "$(cut -d, -f1 <&3 | sort -un | wc -l)" \
    "$(sql platform -e "SELECT COUNT(*) FROM workshops WHERE status IN ('scheduled', 'lobby', 'live')")"
wait $program
is "… status" $? 0
exec 3<&-

server_stop
fails "no server" 69 "$dir/sock cannot be reached" ws list user
fails "no server, waited for in vain" 69 "$dir/sock cannot be reached" ws --wait=1 list user
ws --wait=60 list user --json >"$dir/out" 2>"$dir/err" &
program=$!
until grep -q "trying again" "$dir/err"; do kill -0 $program 2>/dev/null || break; sleep 0.05; done
server_start "$dir"
wait $program
is "--wait waits for a server that starts late" $? 0
has "… and has its answer" "$(cat "$dir/out")" '"username": "ana"'
tap_end
