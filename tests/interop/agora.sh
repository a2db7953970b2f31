#!/usr/bin/env bash
# wsadmin's tokens for Agora's rooms, taken apart and made again by npm's agora-token.
. "$top_srcdir/tests/interop/npm.sh"
server_start "$dir" || exit 99
sql -e "CREATE DATABASE platform CHARACTER SET utf8mb4"
sql platform <"$top_srcdir/tests/data/platform-tables.sql"
ws() { "$wsadmin" --no-defaults -S "$SERVER_SOCKET" -u root -D platform --as=root "$@" 2>&1; }
ws migrate >/dev/null
sql platform <"$top_srcdir/tests/data/small.sql"
export AGORA_APP_ID=970ca35de60c44645bbae8a215061b33 AGORA_APP_CERTIFICATE=5CFd2fd1755d40ecb72977518be15d3b
longest=$(printf 'c%.0s' $(seq 64))
sql platform -e "UPDATE workshops SET agora_channel = '$longest' WHERE id = 11"

check() { # workshop channel uid role ttl flags…
    local workshop=$1 channel=$2 uid=$3 role=$4 ttl=$5 token
    shift 5
    token=$(ws agora token "$workshop" --tsv "$@" | awk -F'\t' 'NR == 2 {print $NF}')
    is "#$workshop $role of $uid for $ttl s: signed, the same content, RTC, of now" \
        "$(node "$here/agora.cjs" $AGORA_APP_CERTIFICATE "$channel" "$uid" "$role" "$ttl" "$token" 2>&1)" \
        "true true true true"
}
check 13 workshop-13 1 audience 3600
check 13 workshop-13 2 host 86400 --user ana --role host --ttl 86400
check 11 "$longest" 4 audience 1 --user keiko --ttl 1
check 15 workshop-15 5 host 3600 --user mod --role host
finish
