# agora token, agora close and --close-room, with a stand-in for Agora on 127.0.0.1 that also fails, stalls and refuses.
. "$top_srcdir/tests/cli/lib.sh"
agora_pid=
trap 'kill $agora_pid 2>/dev/null; server_stop; rm -rf "$dir"' EXIT
server_start "$dir" || exit 99
platform_database platform
small_data platform
unset AGORA_APP_ID AGORA_APP_CERTIFICATE AGORA_CUSTOMER_ID AGORA_CUSTOMER_SECRET NEXT_PUBLIC_AGORA_APP_ID
export no_proxy='*'
app=970ca35de60c44645bbae8a215061b33
certificate=5cfd2fd1755d40ecb72977518be15d3b
customer=11112222333344445555666677778888
secret=deadbeefdeadbeefdeadbeefdeadbeef
as() { local who=$1; shift; "$WSADMIN" --defaults-file="$dir/my.cnf" --as="$who" "$@"; }
all=
keep() { run "$@"; all=$all$out$errors; } # what must never hold a secret

keep ws agora token 13
is "without variables: status" "$status" 78
has "… says which is missing" "$errors" "AGORA_APP_ID is not set"
keep ws cancel 13 --close-room --yes
is "--close-room without variables: status" "$status" 78
is "… and nothing was cancelled" "$(sql platform -e "SELECT status FROM workshops WHERE id = 13")" live
cat >"$dir/env" <<ENV
AGORA_APP_ID=$app
AGORA_APP_CERTIFICATE="$certificate"
AGORA_CUSTOMER_ID=$customer
AGORA_CUSTOMER_SECRET=short
ENV
chmod 600 "$dir/env"
keep ws --env-file="$dir/env" agora close 13 --yes
is "a malformed one: status" "$status" 78
has "… is named" "$errors" "AGORA_CUSTOMER_SECRET is not 32 hexadecimal digits"
sed -i "s/short/$secret/" "$dir/env"
wse() { ws --env-file="$dir/env" "$@"; }

# Tokens, taken apart by another program.
decode() {
    python3 - "$1" "$certificate" <<'PY'
import base64, hashlib, hmac, struct, sys, zlib
token, certificate = sys.argv[1:]
data = zlib.decompress(base64.b64decode(token[3:]))
def string(at):
    n, = struct.unpack_from("<H", data, at)
    return data[at + 2:at + 2 + n], at + 2 + n
signature, start = string(0)
app, at = string(start)
issued, ttl, salt, services, kind, count = struct.unpack_from("<IIIHHH", data, at)
at += 18
rights = [struct.unpack_from("<HI", data, at + 6 * i) for i in range(count)]
channel, at = string(at + 6 * count)
uid, at = string(at)
key = hmac.digest(struct.pack("<I", issued), certificate.encode(), "sha256")
key = hmac.digest(struct.pack("<I", salt), key, "sha256")
good = hmac.compare_digest(signature, hmac.digest(key, data[start:], "sha256"))
print(token[:3], good, app.decode(), ttl, services, kind, [r for r, _ in rights], {t for _, t in rights},
      channel.decode(), uid.decode(), at == len(data))
PY
}
field() { printf '%s' "$out" | python3 -c 'import json,sys; print(json.load(sys.stdin)[0][sys.argv[1]])' "$1"; }
keep wse agora token 13 --json
is "token: status" "$status" 0
is "token: of the acting user, audience, an hour" "$(decode "$(field token)")" \
    "007 True $app 3600 1 1 [1] {3600} workshop-13 1 True"
is "token: its facts" "$(field channel) $(field uid) $(field user) $(field role)" "workshop-13 1 root audience"
keep as mod --env-file="$dir/env" agora token 15 --user=ana --role=host --ttl=60 --json
is "token: by a moderator, for another, host, a row without a channel" "$(decode "$(field token)")" \
    "007 True $app 60 1 1 [1, 2, 3, 4] {60} workshop-15 2 True"
for words in "--role=king" "--ttl=0" "--ttl=86401" "14"; do
    keep wse agora token 13 $words
    is "token $words: status" "$status" 64
done
keep wse agora token 14
is "token: an ended one has no room" "$status" 65
keep wse agora token 13 --user=nobody
is "token: unknown person: status" "$status" 65
keep as keiko --env-file="$dir/env" agora token 13
is "token: who is no moderator gets none" "$status" 77

# The stand-in.
echo ok >"$dir/mode"
: >"$dir/requests"
"$top_srcdir/tests/lib/agora-stand-in" "$dir" &
agora_pid=$!
tries=0
until [ -s "$dir/port" ] || [ $tries -gt 200 ]; do tries=$((tries + 1)); sleep 0.05; done
mkdir -p "$XDG_CONFIG_HOME/wsadmin"
echo "agora-url = http://127.0.0.1:$(cat "$dir/port")/" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
requests() { wc -l <"$dir/requests"; }

keep wse agora close 13
is "close without --yes and terminal: status" "$status" 64
keep wse agora close 13 --dry-run
has "close: dry run says what it does" "$out" "nobody can enter it for 24 hours"
is "… and asks nobody" "$(requests)" 0
keep wse agora close 13 --yes --reason "shouting"
is "close: status" "$status" 0
has "close: said" "$out" "1 room closed"
is "close: the rule for everybody in that channel, with the credentials" "$(cat "$dir/requests")" \
    "POST /dev/v1/kicking-rule Basic:$customer:$secret {\"appid\":\"$app\",\"cname\":\"workshop-13\",\"time\":1440,\"privileges\":[\"join_channel\"]}"
keep ws log --json
has "close: stands in the log" "$out" '"agora_close"'
has "close: with its reason" "$out" "shouting"
has "close: and its outcome" "$out" '"done"'
keep wse agora close 11 --yes
is "close: one that has not begun is refused" "$status" 65
keep as keiko --env-file="$dir/env" agora close 13 --yes
is "close: who is no moderator may not" "$status" 77
keep wse --read-only agora close 13 --yes
is "close: nor a read-only session" "$status" 77
is "… and Agora heard nothing of them" "$(requests)" 1

fails() { # mode status text
    echo "$1" >"$dir/mode"
    keep wse agora close 13 --yes
    is "Agora answers $1: status" "$status" "$2"
    has "… says why" "$errors" "$3"
    has "… and how to repeat it" "$errors" "wsadmin agora close 13"
}
fails 401 77 "does not accept AGORA_CUSTOMER_ID and AGORA_CUSTOMER_SECRET"
fails 400 78 "Agora refuses (HTTP 400): invalid ␛[31mappid"
fails echo 78 "no reason is given"
fails 429 75 "too many requests"
fails 503 69 "in trouble (HTTP 503)"
fails garbage 78 "Agora refuses (HTTP 200)"
fails redirect 78 "Agora refuses (HTTP 302)"
fails drop 69 "cannot be reached"
start=$(date +%s)
fails stall 69 "did not answer within 5 seconds"
took=$(($(date +%s) - start))
ok "… after 5 seconds ($took)" test $took -ge 5 -a $took -le 15
is "a redirect is not followed" "$(grep -c elsewhere "$dir/requests")" 0
keep ws log --json
has "what failed is logged as not done" "$out" '"not done"'

# Cancelling.
echo 503 >"$dir/mode"
keep wse cancel 13 --close-room --dry-run
has "cancel --close-room: the plan says it" "$out" "Their rooms are closed afterwards"
keep wse cancel 13 --close-room --yes
is "cancel, and Agora fails: status" "$status" 69
has "… the cancellation is said" "$out" "1 workshop cancelled"
has "… and what was not done" "$errors" "not closed: the room of #13: Agora is in trouble (HTTP 503)"
is "… and it stands" "$(sql platform -e "SELECT status, agora_channel FROM workshops WHERE id = 13")" "cancelled	NULL"
echo ok >"$dir/mode"
: >"$dir/requests"
keep wse agora close 13 --yes
is "… and can be repeated" "$status" 0
has "… by the channel that the row had" "$(cat "$dir/requests")" '"cname":"workshop-13"'
sql platform -e "UPDATE workshops SET status = 'live', agora_channel = 'of its own' WHERE id = 13;
    UPDATE workshops SET status = 'live', host_id = 3 WHERE id = 12"
: >"$dir/requests"
keep wse can-host off luis --cancel-upcoming --close-room --yes --json
is "can-host off --close-room: status" "$status" 0
is "… closes every live one's room" "$(grep -o '"cname":"[^"]*"' "$dir/requests" | tr '\n' ' ')" \
    '"cname":"workshop-12" "cname":"of its own" '
has "… says nothing failed" "$out" '"failed_after":null'
sql platform -e "UPDATE workshops SET status = 'live' WHERE id IN (12, 13)"
kill $agora_pid
wait $agora_pid 2>/dev/null
keep wse cancel 12 13 --close-room --yes
is "cancel, and nobody listens: status" "$status" 69
has "… names both" "$errors" "wsadmin agora close 12 13"

all=$all$(cat "$XDG_STATE_HOME"/wsadmin/* "$dir/err")
hasnt "no secret in any output or log" "$all" "$secret"
hasnt "no certificate" "$all" "$certificate"
hasnt "no coded credentials" "$all" "$(printf '%s:%s' $customer $secret | base64 -w 0)"
echo "agora-url = http://example.com" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
keep wse agora close 12 --yes
is "a secret is not sent in the clear: status" "$status" 78
tap_end
