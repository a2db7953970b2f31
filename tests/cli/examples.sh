#!/usr/bin/env bash
# The examples of wsadmin(1), GETTING THINGS DONE, are run: as they stand, on rows with the names that they use.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
sql platform -e "INSERT INTO users (id, email, display_name, username, role, timezone) VALUES (900, 'cruz@x', 'Cruz', 'cruz', 'user', 'UTC');
    INSERT INTO workshops (id, host_id, title, scheduled_at, agora_channel) VALUES (1234, 900, 'Example', UTC_TIMESTAMP() + INTERVAL 15 MINUTE, 'workshop-1234');
    INSERT INTO workshop_attendees (workshop_id, user_id) VALUES (1234, 3)"
sed -i '/init-command/d' "$dir/my.cnf" # the example's workshop is soon by the real clock
mkdir "$dir/bin"
printf '#!/bin/sh\nexec "%s" --defaults-file="%s" --as=root "$@"\n' "$WSADMIN" "$dir/my.cnf" >"$dir/bin/wsadmin"
chmod +x "$dir/bin/wsadmin"
PATH=$dir/bin:$PATH
# One example closes a room: by a stand-in for Agora.
export no_proxy='*'
echo ok >"$dir/mode"
"$top_srcdir/tests/lib/agora-stand-in" "$dir" &
agora_pid=$!
trap 'kill $agora_pid 2>/dev/null; server_stop; rm -rf "$dir"' EXIT
tries=0
until [ -s "$dir/port" ] || [ $tries -gt 200 ]; do tries=$((tries + 1)); sleep 0.05; done
mkdir -p "$XDG_CONFIG_HOME/wsadmin"
echo "agora-url = http://127.0.0.1:$(cat "$dir/port")/" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
hex=0123456789abcdef0123456789abcdef
for name in AGORA_APP_ID NEXT_PUBLIC_AGORA_APP_ID AGORA_APP_CERTIFICATE AGORA_CUSTOMER_ID AGORA_CUSTOMER_SECRET; do
    echo "$name=$hex"
done >"$dir/.env.local"
chmod 600 "$dir/.env.local"
examples=$(sed -n '/^\.Sh GETTING THINGS DONE/,/^\.Sh WORDS/s/^\.Dl //p' "$top_srcdir/man/wsadmin.1" | sed 's/\\(dq/"/g; s/\\&//g')
cd "$dir" || exit 99
fresh() { sql platform -e "UPDATE workshops SET status = '$1', agora_channel = 'workshop-1234' WHERE id = 1234; UPDATE users SET can_host = 1 WHERE id = 900"; }

ok "there are examples" [ "$(wc -l <<<"$examples")" -gt 8 ]
while IFS= read -r example; do
    case $example in
    *--demo*) continue ;; # opens the console: tests/screen/first.sh
    *--dry-run | *doctor\ --env* | *list* | *show* | *--migrate*) words=$example ;;
    *--yes) words=$example ;;
    *) words="$example --yes" ;; # it would ask
    esac
    case $words in *--close-room*) fresh live ;; *) fresh scheduled ;; esac
    run bash -c "$words"
    case $words in *doctor\ --env*) wanted="0 or 1" ;; *) wanted=0 ;; esac
    [ "$wanted" != "0 or 1" ] || [ $status -gt 1 ] || status=$wanted
    is "$example" "$status" "$wanted"
    [ "$status" = "$wanted" ] || sed 's/^/# /' "$dir/err"
done <<<"$examples"
tap_end
