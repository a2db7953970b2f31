# A cluster of three MariaDB nodes on 127.0.0.1, sourced by galera.sh. Needs Debian's galera-4. and rsync; the script
# that carries the data to a node that joins is taken out of the package mariadb-server, which is not installed.
#
#   cluster_tools FOLDER     before; fetches what is not installed
#   cluster_start DIR        NODE_PORT[1..3] (TCP), NODE_SOCKET[1..3], NODE_PID[1..3]
#   cluster_kill N           kill -9, by its pid
#   cluster_stop
#   node N [DATABASE] …      the mariadb client as root on node N
galera_library=
for library in /usr/lib/galera/libgalera_smm.so /usr/lib/libgalera_smm.so; do [ -e "$library" ] && galera_library=$library && break; done
NODE_PID=(0 0 0 0)
node() { # N [words]
    local n=$1
    shift
    mariadb --no-defaults -uroot -S "${NODE_SOCKET[n]}" --default-character-set=utf8mb4 -N -B "$@"
}
node_state() { node "$1" -e "SHOW STATUS LIKE 'wsrep_local_state_comment'" 2>/dev/null | cut -f2; }
node_size() { node "$1" -e "SHOW STATUS LIKE 'wsrep_cluster_size'" 2>/dev/null | cut -f2; }
wait_for() { # SECONDS command…: false when it never came true
    local tries=$(($1 * 10))
    shift
    until "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.1
    done
}
is_synced() { [ "$(node_state "$1")" = Synced ]; }
is_gone() { ! kill -0 "${NODE_PID[$1]}" 2>/dev/null; }
has_size() { [ "$(node_size "$1")" = "$2" ]; }

node_run() { # N [options]: starts the server
    local n=$1 as=
    shift
    [ "$(id -u)" != 0 ] || as="setpriv --reuid=nobody --regid=nogroup --clear-groups"
    $as "$(server_program)" --no-defaults --datadir="$cluster_dir/$n/data" --socket="${NODE_SOCKET[n]}" --pid-file="$cluster_dir/$n/pid" \
        --log-error="$cluster_dir/$n/error.log" --tmpdir="$cluster_dir/$n/tmp" --bind-address=127.0.0.1 --port="${NODE_PORT[n]}" \
        --skip-name-resolve --performance-schema=OFF --character-set-server=utf8mb4 --innodb-buffer-pool-size=32M \
        --innodb-log-file-size=16M --innodb-flush-log-at-trx-commit=0 --max-connections=100 --aria-pagecache-buffer-size=1M \
        --binlog-format=ROW --innodb-autoinc-lock-mode=2 --wsrep-on=ON --wsrep-provider="$galera_library" \
        --wsrep-cluster-name=wstest --wsrep-cluster-address="gcomm://$cluster_members" --wsrep-sst-method=rsync --wsrep-sst-receive-address="127.0.0.1:$((cluster_base + 10 * n + 2))" \
        --wsrep-node-address="127.0.0.1:$((cluster_base + 10 * n))" \
        --wsrep-provider-options="base_port=$((cluster_base + 10 * n));gmcast.listen_addr=tcp://127.0.0.1:$((cluster_base + 10 * n));ist.recv_addr=127.0.0.1:$((cluster_base + 10 * n + 1));gcache.size=16M;pc.recovery=false" \
        "$@" </dev/null >/dev/null 2>&1 &
    NODE_PID[n]=$!
    wait_for 60 is_synced "$n" || { tail -20 "$cluster_dir/$n/error.log" >&2; return 1; }
}
cluster_tools() { # FOLDER: puts wsrep_sst_rsync into PATH
    command -v wsrep_sst_rsync >/dev/null && return
    if [ ! -x "$1/root/usr/bin/wsrep_sst_rsync" ]; then
        mkdir -p "$1" && (cd "$1" && apt-get -qq download mariadb-server && dpkg-deb -x mariadb-server_*.deb root && rm mariadb-server_*.deb) || return 1
    fi
    PATH=$1/root/usr/bin:$PATH
}
cluster_start() { # DIR
    local n
    cluster_dir=$1 cluster_members=
    cluster_base=$((20000 + 50 * (RANDOM % 200)))
    for n in 1 2 3; do
        NODE_SOCKET[n]=$cluster_dir/$n/sock NODE_PORT[n]=$((cluster_base + 40 + n))
        cluster_members+=${cluster_members:+,}127.0.0.1:$((cluster_base + 10 * n))
        mkdir -p "$cluster_dir/$n/data" "$cluster_dir/$n/tmp"
    done
    SERVER_USER= # the data folder is handed to another user below
    [ "$(id -u)" != 0 ] || SERVER_USER=--user=root
    server_bootstrap "$cluster_dir/1" || return 1
    [ "$(id -u)" != 0 ] || chown -R nobody:nogroup "$cluster_dir"
    node_run 1 --wsrep-new-cluster && node_run 2 && node_run 3 && wait_for 30 has_size 1 3
}
cluster_kill() { kill -9 "${NODE_PID[$1]}"; wait "${NODE_PID[$1]}" 2>/dev/null; NODE_PID[$1]=0; }
node_stop() { # N
    [ "${NODE_PID[$1]}" != 0 ] || return 0
    kill "${NODE_PID[$1]}" 2>/dev/null
    wait_for 30 is_gone "$1" || kill -9 "${NODE_PID[$1]}"
    wait "${NODE_PID[$1]}" 2>/dev/null
    NODE_PID[$1]=0
}
cluster_stop() { node_stop 3; node_stop 2; node_stop 1; }
