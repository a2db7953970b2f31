#!/usr/bin/env bash
# On a Galera cluster of three nodes: hosts tried in turn, migrations and actions from two nodes at once, and a node killed
# in the middle of a bulk action. Nothing may be lost and nothing doubled. Part of make check-long.
set -u
. "$top_srcdir/tests/lib/tap.sh"
. "$top_srcdir/tests/lib/server.sh"
. "$top_srcdir/tests/galera/lib.sh"
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") && chmod 755 "$dir" || exit 99
trap 'cluster_stop; rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
[ -n "$galera_library" ] || { echo "Bail out! galera-4 is missing: apt-get install galera-4 rsync"; exit 99; }
cluster_tools "${GALERA_FOLDER:-$PWD/tests/galera/tools}" || { echo "Bail out! mariadb-server cannot be fetched"; exit 99; }
export HOME=$dir/home XDG_STATE_HOME=$dir/state DB_PASS=secret
unset WSADMIN_AS DB_HOST DB_PORT DB_NAME DB_USER
mkdir -p "$HOME"
cluster_start "$dir/cluster" || { echo "Bail out! the cluster did not start"; exit 99; }
node 1 -e "CREATE DATABASE platform CHARACTER SET utf8mb4; CREATE USER ana IDENTIFIED BY 'secret'; GRANT ALL ON platform.* TO ana"
node 1 platform <"$top_srcdir/tests/data/platform-tables.sql"

at() { # "HOSTS" words…
    local hosts=$1
    shift
    timeout 120 "$WSADMIN" --no-defaults -h "$hosts" -u ana -D platform --as=root "$@" </dev/null
}
host() { echo "127.0.0.1:${NODE_PORT[$1]}"; }
count() { node "$1" platform -e "SET wsrep_sync_wait = 1; $2"; } # N QUERY
both() { # NAME words…: on nodes 1 and 2 at the same moment; statuses in $first and $second
    local name=$1
    shift
    at "$(host 1)" "$@" >"$dir/$name.1" 2>&1 &
    local other=$!
    at "$(host 2)" "$@" >"$dir/$name.2" 2>&1
    second=$?
    wait $other
    first=$?
    [ $first = 0 ] && [ $second = 0 ] || sed 's/^/# /' "$dir/$name.1" "$dir/$name.2"
}

# Migrations from two nodes at once.
both migrate migrate --lock-wait=60
is "migrations from two nodes at once: both end well" "$first $second" "0 0"
is "… each is recorded once" "$(count 3 'SELECT COUNT(*), COUNT(DISTINCT name) FROM SequelizeMeta')" "9	9"
at "$(host 3)" migrate verify >/dev/null
is "… and the third node has them" $? 0
node 1 platform <"$top_srcdir/tests/data/small.sql"

# Hosts in turn.
out=$(at "127.0.0.1:1,$(host 2)" list user --json 2>&1)
has "a host that does not answer is passed over" "$out" '"username": "ana"'
out=$(at "127.0.0.1:1,127.0.0.1:2" list user 2>&1)
is "no host answers: status" $? 69
has "… all are named" "$out" "127.0.0.1:1,127.0.0.1:2: "
out=$(DB_PASS=wrong at "$(host 1),$(host 2)" list user 2>&1)
is "a wrong password ends the search" $? 77

# Workshops of 10 people each.
node 1 platform -e "INSERT INTO users (id, email, display_name, username) SELECT 1000 + seq, CONCAT('p', seq), 'P', CONCAT('p', seq) FROM seq_1_to_300;
    INSERT INTO workshops (id, host_id, title, scheduled_at, agora_channel) SELECT 1000 + seq, 2, CONCAT('W', seq), UTC_TIMESTAMP() + INTERVAL 3 DAY, CONCAT('workshop-', 1000 + seq) FROM seq_1_to_300;
    INSERT INTO workshop_attendees (workshop_id, user_id) SELECT 1000 + w.seq, 1000 + p.seq FROM seq_1_to_300 w, seq_1_to_10 p"
told() { # TYPE FROM TO: rows, and different ones
    count 3 "SELECT COUNT(*), COUNT(DISTINCT recipient_id, entity_id) FROM notifications
        WHERE type = '$1' AND entity_id BETWEEN $2 AND $3 AND recipient_id > 1000"
}
both remind notify reminder $(seq 1001 1040) --yes
is "the same notice from two nodes at once: both end well" "$first $second" "0 0"
is "… everybody is told once" "$(told workshop_reminder 1001 1040)" "400	400"
both cancel cancel $(seq 1001 1040) --yes
is "the same cancellation from two nodes: each ends well or is told that a row changed" "$(tr -d '0 ' <<<"$first $second")" \
    "$(tr -d '0 ' <<<"$first $second" | grep -x 75)"
is "… all are cancelled" "$(count 3 "SELECT COUNT(*) FROM workshops WHERE id BETWEEN 1001 AND 1040 AND status = 'cancelled'")" 40
is "… and everybody is told once" "$(told workshop_cancelled 1001 1040)" "400	400"

# A node is killed while it works. The program must know what became of its work: done, or not done.
hosts=$(host 1),$(host 2),$(host 3)
at "$hosts" cancel $(seq 1041 1300) --yes >"$dir/killed" 2>&1 &
program=$!
working() { [ -n "$(node 1 -e "SELECT 1 FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id > 0 AND trx_rows_modified > 20")" ] || is_done; }
is_done() { ! kill -0 $program 2>/dev/null; }
wait_for 60 working
is_done && echo "# it was quicker than the killer"
cluster_kill 1
wait $program
status=$?
wait_for 30 has_size 2 2
cancelled=$(count 3 "SELECT COUNT(*) FROM workshops WHERE id BETWEEN 1041 AND 1300 AND status = 'cancelled'")
sed 's/^/# /' "$dir/killed"
echo "# exit $status, $cancelled cancelled"
is "a node is killed during a bulk action: all of it or nothing is done" "$(tr -d 0 <<<"$cancelled" | grep -vx 26)" ""
is "… and the exit status says which" "$([ $status = 0 ] && echo 260 || echo 0)" "$cancelled"
at "$hosts" cancel $(seq 1041 1300) --yes >"$dir/again" 2>&1
is "the same command again, on the nodes that are left: status" $? 0
is "… all are cancelled" "$(count 3 "SELECT COUNT(*) FROM workshops WHERE id BETWEEN 1041 AND 1300 AND status = 'cancelled'")" 260
is "… and everybody is told once" "$(told workshop_cancelled 1041 1300)" "2600	2600"

# One of three is left: it has no quorum.
cluster_kill 2
lonely() { [ "$(node 3 -e "SHOW STATUS LIKE 'wsrep_cluster_status'" | cut -f2)" = non-Primary ]; }
wait_for 60 lonely
out=$(at "$(host 3)" list user 2>&1)
is "a node without quorum: status" $? 75
has "… says so" "$out" "no quorum"
tap_end
