#!/usr/bin/env bash
# Connecting by TCP: starts three servers on 127.0.0.1, makes their certificates, and runs the checks of tests/db/tls.c.
set -u
. "$top_srcdir/tests/lib/server.sh"
dir=$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX") || exit 99
pids=
trap 'touch "$dir/done"; kill $pids 2>/dev/null; wait; rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
bail() { echo "Bail out! $*"; exit 99; }

certificate() { # NAME "subjectAltName": a key and a certificate, signed by good-ca
    openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" &&
        openssl x509 -req -in "$1.csr" -CA good-ca.pem -CAkey good-ca.key -CAcreateserial -days 2 -out "$1.pem" \
            -extfile <(echo "subjectAltName=$2")
}
authority() { openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout "$1.key" -out "$1.pem" -subj "/CN=$1"; }
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 10000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo $port
}
listen() { # FOLDER PORT [options]
    local folder=$1 port=$2
    shift 2
    server_start "$dir/$folder" --skip-networking=OFF --bind-address=127.0.0.1 --port="$port" "$@"
}
await() { # FILE: false when the test is over
    until [ -e "$dir/$1" ]; do
        [ ! -e "$dir/done" ] && kill -0 $$ 2>/dev/null || return 1
        sleep 0.02
    done
}

cd "$dir" || exit 99
{ authority good-ca && authority other-ca && certificate right "DNS:localhost,IP:127.0.0.1" &&
    certificate strange "DNS:other.example"; } 2>openssl.log || bail "no certificates: $(tail -1 openssl.log)"
TLS_FINGERPRINT=$(openssl x509 -in right.pem -noout -fingerprint -sha1 | cut -d= -f2)

server_start "$dir/tls" || bail "the test server did not start"
sql <<'SQL' || bail "no accounts"
CREATE USER ana IDENTIFIED BY 'secret';
GRANT ALL ON *.* TO ana;
CREATE USER bea IDENTIFIED BY 'secret';
CREATE USER cora IDENTIFIED BY 'secret' REQUIRE SSL;
CREATE DATABASE ws;
CREATE TABLE ws.t (a INT);
GRANT SELECT ON ws.t TO bea;
SQL
server_stop
cp -R "$dir/tls" "$dir/strange" && cp -R "$dir/tls" "$dir/plain" || exit 99

TLS_PORT=$(free_port) STRANGE_PORT=$(free_port) PLAIN_PORT=$(free_port)
listen tls $TLS_PORT --ssl-key="$dir/right.key" --ssl-cert="$dir/right.pem" || bail "no server with TLS"
pids="$pids $SERVER_PID"
listen strange $STRANGE_PORT --ssl-key="$dir/strange.key" --ssl-cert="$dir/strange.pem" || bail "no strange server"
pids="$pids $SERVER_PID"
(
    trap server_kill EXIT
    await wanted && listen plain $PLAIN_PORT --skip-ssl && await restart && server_kill &&
        listen plain $PLAIN_PORT --skip-ssl && await done
) &

export TLS_PORT STRANGE_PORT PLAIN_PORT TLS_FINGERPRINT TLS_FOLDER=$dir
cd - >/dev/null || exit 99
"$top_builddir/tests/db/tls"
