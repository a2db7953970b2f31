#!/usr/bin/env bash
# The local server: sharing it, ending it, killing each of its parties, and every way in which it cannot start.
# As root the parts that a user's rights bear on are done a second time as an ordinary user.
set -u
. "$(dirname "$0")/../lib/tap.sh"
base=$(mktemp -d "${TMPDIR:-/tmp}/wslocal.XXXXXX") || exit 99
trap 'umount "$base/disk" 2>/dev/null; rm -rf "$base"' EXIT
cp "$top_builddir/tests/db/localtool" "$base/localtool" && chmod 755 "$base" "$base/localtool"
export TMPDIR=$base/tmp HOME=$base/home
unset XDG_DATA_HOME

until_true() { # command...: waits for it, at most 30 s
    local i
    for ((i = 0; i < 1500; i++)); do "$@" 2>/dev/null && return; sleep 0.02; done
    return 1
}

# Clients: started in the background, asked line by line.
declare -A to from client_pid
client() { # NAME arguments: starts it, says its first line
    local name=$1; shift
    rm -f "$base/$name.in" "$base/$name.out"; mkfifo "$base/$name.in" "$base/$name.out"
    exec {to[$name]}<>"$base/$name.in" {from[$name]}<>"$base/$name.out"
    $as "$base/localtool" "$@" <"$base/$name.in" >"$base/$name.out" 2>&1 &
    client_pid[$name]=$!
}
hear() { local line; read -r -t 60 -u "${from[$1]}" line && printf '%s\n' "$line"; }
ask() { printf '%s\n' "$2" >&"${to[$1]}"; hear "$1"; }
quit() { printf 'quit\n' >&"${to[$1]}"; wait "${client_pid[$1]}"; }
once() { printf '%s\n' "$2" | $as "$base/localtool" join "$1" | tail -n +2; } # DIR SQL

server_of() { cat "$1/pid"; }
supervisor_of() { ps -o ppid= -p "$(server_of "$1")" | tr -d ' '; }
is_gone() { ! kill -0 "$1" 2>/dev/null || grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }
is_free() { flock -n "$1/lock" true; }           # no server and no supervisor
is_held() { ! is_free "$1"; }
is_there() { [ -e "$1" ]; }
is_absent() { [ ! -e "$1" ]; }
has_lines() { [ "$(grep -c '' "$1")" -ge "$2" ]; }
processes_of() { ps -eo args | grep -F "$1/" | grep -c -v -e grep -e localtool; }

demo_dirs() { find "$TMPDIR" -maxdepth 1 -name 'wsadmin-demo-*' | wc -l; }
has_no_demo() { [ "$(demo_dirs)" = 0 ]; }

sharing() {
    local dir=$base/home/.local/share/wsadmin/db pid
    client a join ""
    has "$who: the default folder is under HOME" "$(hear a)" "ready $dir $dir/sock"
    is "$who: closed to others" "$(stat -c %a "$dir")" 700
    is "$who: no network" "$(ask a 'SELECT @@skip_networking')" 1
    is "$who: the nine migrations are recorded" "$(ask a 'SELECT COUNT(*) FROM SequelizeMeta')" 9
    is "$who: one admin, the login user" "$(ask a "SELECT GROUP_CONCAT(username, role, is_admin) FROM users")" "${login}admin1"
    is "$who: durable" "$(ask a 'SELECT @@innodb_flush_log_at_trx_commit')" 1
    pid=$(server_of "$dir")
    ask a 'CREATE TABLE t (n INT PRIMARY KEY)' >/dev/null
    is "$who: a second process joins" "$(once "" 'SELECT @@pid_file')" "$dir/pid"
    is "$who: and leaves the server alone" "$(server_of "$dir")" "$pid"
    client b join "$dir"
    hear b >/dev/null
    quit a
    is "$who: the first may go" "$(ask b 'INSERT INTO t VALUES (1)')$(ask b 'SELECT COUNT(*) FROM t')" 1
    is "$who: a user is added" "$(ask b 'user kim')" "done"
    has "$who: not twice" "$(ask b 'user kim')" "error 65"
    has "$who: a name must be one" "$(ask b 'user Kim Lee')" "error 65"
    is "$who: as moderator" "$(ask b "SELECT CONCAT(role, is_admin, can_host) FROM users WHERE username = 'kim'")" moderator01
    quit b
    ok "$who: the server ends with the last" until_true is_free "$dir"
    ok "$who: really" is_gone "$pid"
    ok "$who: without leaving its socket" is_absent "$dir/sock"
    is "$who: what was written is there again" "$(once "$dir" 'SELECT COUNT(*) FROM t')" 1
    until_true is_free "$dir"
    is "$who: XDG_DATA_HOME is heeded" "$(XDG_DATA_HOME=$base/home/data once "" 'SELECT @@pid_file')" "$base/home/data/wsadmin/db/pid"
    until_true is_free "$base/home/data/wsadmin/db"
}

at_once() {
    local dir=$base/home/four i
    for i in 1 2 3 4; do
        printf 'SELECT CONCAT((SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM SequelizeMeta))\n' |
            $as "$base/localtool" join "$dir" >"$base/four.$i" 2>&1 &
    done
    wait
    is "$who: four first starts at once share one database" "$(tail -qn 1 "$base"/four.?)" "$(printf '19\n19\n19\n19')"
    until_true is_free "$dir"
    is "$who: nothing of it runs on" "$(processes_of "$dir")" 0
}

# Rows go in one by one while PARTY is killed; every one that was acknowledged must be there afterwards.
killing() { # client|supervisor|server|all
    local dir=$base/home/kill pids acked found
    once "$dir" 'DROP TABLE IF EXISTS t' >/dev/null
    once "$dir" 'CREATE TABLE t (n INT PRIMARY KEY)' >/dev/null
    $as "$base/localtool" join "$dir" <"$base/inserts" >"$base/acks" 2>&1 &
    local client=$!
    until_true has_lines "$base/acks" 40
    case $1 in
    client) pids=$client ;;
    supervisor) pids=$(supervisor_of "$dir") ;;
    server) pids=$(server_of "$dir") ;;
    all) pids="$client $(supervisor_of "$dir") $(server_of "$dir")" ;;
    esac
    kill -9 $pids
    wait "$client" 2>/dev/null
    acked=$(grep -c '^$' "$base/acks")
    has "$who: kill -9 of $1: it was in the middle" "$((acked >= 39 && acked < 200000))" 1
    found=$(once "$dir" 'SELECT COUNT(*) FROM t')
    is "$who: no committed row is lost" "$((found == acked || found == acked + 1))" 1
    ok "$who: and everything ends" until_true is_free "$dir"
    is "$who: nothing runs on" "$(processes_of "$dir")" 0
}

reviving() {
    local dir=$base/home/revive
    client a join "$dir"; hear a >/dev/null
    ask a 'CREATE TABLE t (n INT PRIMARY KEY)' >/dev/null
    ask a 'INSERT INTO t VALUES (7)' >/dev/null
    local party
    for party in server supervisor; do
        local pid; pid=$("${party}_of" "$dir")
        kill -9 "$pid"
        until_true is_free "$dir"
        has "$who: a client hears of the killed $party" "$(ask a 'SELECT n FROM t')" "error 69"
        is "$who: and starts the server again" "$(ask a start)$(ask a 'SELECT n FROM t')" done7
    done
    local server supervisor; server=$(server_of "$dir") supervisor=$(supervisor_of "$dir")
    kill -STOP "$server"
    kill -9 "$supervisor"
    until_true is_gone "$supervisor"
    ok "$who: while a server is alive nobody starts a second one" is_held "$dir"
    kill -CONT "$server"
    until_true is_free "$dir"
    is "$who: when it has ended, one may" "$(ask a 'SELECT 1' >/dev/null; ask a start)" done
    quit a
    until_true is_free "$dir"
}

# Killed while everything is being made: the next start goes on, and the result is whole.
half_made() {
    local dir=$base/home/half n victims
    for n in data.new sock data/wsadmin/users.ibd data/wsadmin/workshops.ibd; do
        rm -rf "$dir"
        : | $as "$base/localtool" join "$dir" >/dev/null 2>&1 &
        until_true is_there "$dir/$n"
        victims=$(ps -eo pid,args | grep -F -e "$dir" | grep -v grep | awk '{print $1}')
        kill -9 $victims 2>/dev/null
        wait 2>/dev/null
        until_true is_free "$dir"
        is "$who: killed when $n was there, made whole by the next" \
            "$(once "$dir" 'SELECT CONCAT((SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM SequelizeMeta))')" 19
        until_true is_free "$dir"
    done
}

refusals() {
    local dir=$base/home/no
    mkdir -p "$dir/open" "$dir/full" "$dir/real"; chmod 755 "$dir/open"; chmod 700 "$dir/full" "$dir/real"
    touch "$dir/full/file"; ln -s real "$dir/link"
    [ -z "$as" ] || chown -R nobody "$dir"
    has "$who: a folder that others may read" "$(once_error "$dir/open")" "error 78 the folder $dir/open is open to others"
    has "$who: one with other files" "$(once_error "$dir/full")" "error 78 the folder $dir/full holds other files"
    has "$who: a symbolic link" "$(once_error "$dir/link")" "error 78 $dir/link cannot be opened as a folder"
    has "$who: also with a slash" "$(once_error "$dir/link/")" "error 78 $dir/link cannot be opened as a folder"
    has "$who: below a file" "$(once_error "$dir/full/file/db")" "error 73 the folder $dir/full/file/db cannot be made"
    has "$who: no server program" "$(WSADMIN_MARIADBD=/none once_error "$dir/a")" "| apt-get install mariadb-server-core"
    has "$who: that is a matter of configuration" "$(WSADMIN_MARIADBD=/none once_error "$dir/a")" "error 78"
    has "$who: one with something to say" "$(WSADMIN_MARIADBD=$base/broken once_error "$dir/a")" \
        "error 69 the local database in $dir/a did not start: the moon is in the way |"
    has "$who: one that fails" "$(WSADMIN_MARIADBD=/bin/false once_error "$dir/a")" "error 69 the local database in $dir/a did not start"
    is "$who: nothing half made is left" "$(find "$dir/a" -name 'data*')" ""
    is "$who: and it starts when all is well" "$(once "$dir/a" 'SELECT 1')" 1
    until_true is_free "$dir/a"
    echo garbage >"$dir/a/data/ibdata1"
    has "$who: broken data: what the server says" "$(once_error "$dir/a")" "InnoDB"
    ok "$who: waiting for nothing" until_true is_free "$dir/a"
    has "$who: a folder that cannot be made or used" "$(once_error "$others/db")" "error 7"
    local long; long=$dir/$(printf 'x%.0s' {1..80})/$(printf 'y%.0s' {1..80})
    is "$who: a path longer than a socket's" "$(once "$long" 'SELECT 2')" 2
    until_true is_free "$long"
}
once_error() { : | $as "$base/localtool" join "$1" 2>&1 | tail -n 1; }

demo() {
    local line dir
    client a demo
    line=$(hear a); dir=${line#ready }; dir=${dir%% *}
    has "$who: a demo is in TMPDIR" "$dir" "$TMPDIR/wsadmin-demo-"
    has "$who: filled" "$(ask a 'SELECT COUNT(*) > 300 FROM workshops')" 1
    is "$who: another process may look at it" "$(once "$dir" "SELECT COUNT(*) FROM workshops WHERE status = 'lobby'")" 1
    quit a
    ok "$who: gone with its last user" until_true has_no_demo
    is "$who: nothing runs on" "$(processes_of "$dir")" 0
    client a demo
    line=$(hear a); dir=${line#ready }; dir=${dir%% *}
    kill -9 "${client_pid[a]}"; wait "${client_pid[a]}" 2>/dev/null
    ok "$who: gone after kill -9 of its user" until_true has_no_demo
}

killed_demos() {
    local line dir
    client a demo
    line=$(hear a); dir=${line#ready }; dir=${dir%% *}
    kill -9 "$(supervisor_of "$dir")"
    until_true is_free "$dir"
    quit a
    ok "$who: gone when even the supervisor was killed" until_true has_no_demo
    client a demo
    line=$(hear a); dir=${line#ready }; dir=${dir%% *}
    kill -9 "${client_pid[a]}" "$(supervisor_of "$dir")" "$(server_of "$dir")"; wait "${client_pid[a]}" 2>/dev/null
    until_true is_free "$dir"
    is "$who: all killed: it stays" "$(demo_dirs)" 1
    client a demo; hear a >/dev/null
    is "$who: until the next demo" "$(demo_dirs)$(is_absent "$dir" && echo gone)" 1gone
    quit a
    until_true has_no_demo
    WSADMIN_MARIADBD=/bin/false $as "$base/localtool" demo >/dev/null
    ok "$who: a demo that cannot start leaves nothing" until_true has_no_demo
}

# A disk that is full: only root can make one.
full_disk() {
    local dir=$base/disk/db
    mkdir -p "$base/disk" && mount -t tmpfs -o size=60m,mode=755 none "$base/disk" 2>/dev/null || return 0
    has "no room for a database" "$(once_error "$dir")" "error 73 $dir has room for"
    is "nothing is made there" "$(find "$dir" -name 'data*')" ""
    mount -o remount,size=300m "$base/disk"
    once "$dir" 'CREATE TABLE t (n INT)' >/dev/null
    until_true is_free "$dir"
    dd if=/dev/zero of="$base/disk/filler" bs=1M 2>/dev/null
    has "a disk that has filled up since" "$(once_error "$dir")" "error 73"
    has "is named as the reason" "$(once_error "$dir")" "the disk is full"
    rm "$base/disk/filler"
    is "with room again it starts" "$(once "$dir" 'SELECT COUNT(*) FROM t')" 0
    until_true is_free "$dir"
    umount "$base/disk"
}

suite() { # who: as which user, by which command
    who=$1 as=$2 login=$3
    rm -rf "$base/home" "$base/tmp" "$base/others"; mkdir "$base/home" "$base/tmp" "$base/others"
    others=$base/others
    if [ -n "$as" ]; then chown nobody "$base/home" "$base/tmp"; else touch "$base/others/db"; fi
    sharing; at_once; refusals; demo
    for party in client supervisor server all; do killing $party; done
}

seq -f "INSERT INTO t VALUES (%.0f)" 200000 >"$base/inserts"
printf '%s\n' '#!/bin/sh' 'echo "1 [Note] no"; echo "2026-11-24 0 [ERROR] the moon is in the way" >&2; exit 1' >"$base/broken"
chmod 644 "$base/inserts"; chmod 755 "$base/broken"
suite "$(id -un)" "" "$(id -un)"
reviving; half_made; killed_demos
if [ "$(id -u)" = 0 ]; then
    full_disk
    user=$(id -un nobody 2>/dev/null) && command -v setpriv >/dev/null &&
        suite "$user" "setpriv --reuid=$(id -u nobody) --regid=$(id -g nobody) --clear-groups" "$user"
fi
tap_end
