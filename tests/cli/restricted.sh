# --restricted: nothing that the person's environment, home folder or SSH command says changes server, database or acting
# user, runs a program or touches a file.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
platform_database decoy
small_data decoy
sql decoy -e "UPDATE workshops SET title = 'DECOY'; UPDATE users SET is_admin = 1"
elsewhere=$PWD/tests/cli/elsewhere
program=$PWD/tests/cli/wsadmin-elsewhere
[ -x "$program" ] || { echo "Bail out! tests/cli/wsadmin-elsewhere is not built"; exit 99; }
rm -rf "$elsewhere"
mkdir -p "$elsewhere/etc/wsadmin" "$elsewhere/var/lib/wsadmin/$(id -u)"
ln -s /usr/share/zoneinfo "$elsewhere/zoneinfo"
printf 'defaults-file = %s\nas = mod\n' "$dir/my.cnf" >"$elsewhere/etc/wsadmin/wsadmin.conf"
chmod 644 "$elsewhere/etc/wsadmin/wsadmin.conf"
log=$elsewhere/var/lib/wsadmin/$(id -u)/wsadmin/actions.jsonl

# Everything that a person could lay out at home or send along.
mkdir -p "$HOME/.config/wsadmin" "$XDG_CONFIG_HOME/wsadmin" "$dir/bin" "$dir/es/LC_MESSAGES"
printf '[client]\nsocket=%s\ndatabase=decoy\nuser=root\n' "$dir/sock" >"$HOME/.my.cnf"
chmod 600 "$HOME/.my.cnf"
printf 'DB_NAME=decoy\nDB_USER=root\n' >"$HOME/.env.local"
printf 'as = root\ntimezone = Asia/Tokyo\n' | tee "$HOME/.config/wsadmin/wsadmin.conf" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
for name in sh vi editor mariadbd less; do printf '#!/bin/sh\ntouch %s/ran\n' "$dir" >"$dir/bin/$name"; chmod 755 "$dir/bin/$name"; done
# Without the sanitizer's look for leaks: glibc's newlocale, called before main, leaks where LOCPATH holds no locale.
hostile() {
    env ASAN_OPTIONS=detect_leaks=0 WSADMIN_AS=root DB_HOST=192.0.2.1 DB_PORT=1 DB_NAME=decoy DB_USER=root DB_PASS=x MYSQL_HOST=192.0.2.1 MYSQL_UNIX_PORT=/nowhere \
        MYSQL_TCP_PORT=1 MYSQL_PWD=x XDG_STATE_HOME="$dir/state" XDG_DATA_HOME="$dir/data-home" EDITOR="$dir/bin/editor" \
        VISUAL="$dir/bin/vi" PAGER="$dir/bin/less" SHELL="$dir/bin/sh" PATH="$dir/bin:$PATH" INPUTRC="$dir/inputrc" TERMINFO="$dir" \
        TERMINFO_DIRS="$dir" TERMCAP=x LOCPATH="$dir" NLSPATH="$dir" TZDIR="$dir" TZ=/etc/passwd WSADMIN_MARIADBD="$dir/bin/mariadbd" \
        OPENSSL_CONF="$dir/openssl.cnf" AGORA_APP_ID=00000000000000000000000000000000 HISTFILE="$dir/history" "$@"
}
ssh() { # "what follows ssh host": as sshd starts the command with ForceCommand
    local command=$1
    shift
    hostile SSH_ORIGINAL_COMMAND="$command" "$program" --restricted "$@"
}
refused() { # WHAT "SSH command" STATUS "part"
    run ssh "$2"
    is "$1: status" "$status" "$3"
    has "$1: said" "$errors" "$4"
    is "$1: nothing written" "$out" ""
}

run ssh "show workshop 13 --json"
has "the database is the command line's or the system file's" "$out" "Vigilia"
hasnt "… not the environment's" "$out" "DECOY"
run ssh "list user ana --json"
hasnt "the acting user is the system file's, a moderator: no e-mail address" "$out" "email"
has "doctor names the acting user" "$(ssh doctor 2>&1)" "@mod, a moderator"
has "Agora's variables are not the environment's" "$(ssh doctor 2>&1)" "none of its variables is set"
is "TZ names no file" "$(ssh "list workshop 13 --csv" | head -1)" "$(ws list workshop --csv | head -1)"
run ssh "cancel 13 --yes --reason 'it'\\''s \"over\"; \$(touch $dir/ran) \`touch $dir/ran\` | touch $dir/ran > $dir/ran'"
is "a word with a shell's signs is a word" "$status" 0
has "… and the reason is what was typed" "$(cat "$log")" "\$(touch $dir/ran) \`touch $dir/ran\` | touch"
ok "… nothing was run" test ! -e "$dir/ran"
ok "the action log is in the state folder of the machine" test -s "$log"
ok "… and not where the environment says" test ! -e "$dir/state/wsadmin"
run hostile "$program" --restricted --as=luis list user ana --json
is "the command line's own words and acting user count" "$status" 0
run hostile SSH_ORIGINAL_COMMAND="list user" "$program" --restricted list workshop
has "words of the command line are not replaced by SSH's" "$out" "scheduled_at"

for command in "/bin/sh" "sh -c 'touch $dir/ran'" "/usr/lib/openssh/sftp-server" "internal-sftp" "scp -f /etc/passwd" "!sh" "; sh" \
    "--version" "--as=root list user" "-D decoy list workshop" "wsadmin list workshop"; do
    refused "ssh host $command" "$command" 64 "unknown word"
done
for option in --as=root --config="$HOME/x" --env-file="$HOME/.env.local" --defaults-file="$HOME/.my.cnf" --defaults-extra-file="$HOME/.my.cnf" \
    --no-defaults --host=192.0.2.1 --socket=/tmp/x --database=decoy --user=root --password --local --demo --notify-as=ana --tls=off --insecure \
    --timezone=UTC --agora-url=http://127.0.0.1 --migrate --to=057; do
    refused "ssh host list workshop $option" "list workshop $option" 64 "there is no option"
done
refused "an abbreviated one" "list workshop --datab=decoy" 64 "there is no option"
refused "short ones" "list workshop -Ddecoy" 64 "there is no option"
refused "an open quotation mark" "list 'workshop" 64 "not closed"
for word in migrate "migrate down --yes" "user-add eve --admin"; do
    refused "ssh host $word" "$word" 77 "not under --restricted"
done
is "nobody was added" "$(sql platform -e "SELECT COUNT(*) FROM users WHERE username = 'eve'")" 0
refused "an admin's action" "series fill --all --yes" 77 "needs an admin"
refused "a change without consent" "cancel 11" 64 "--yes does it"

run hostile "$program" --restricted --local list workshop
is "--local runs a server: refused" "$status" 64
run hostile "$program" --restr list workshop
is "an abbreviated --restricted is refused" "$status" 64
rm "$elsewhere/etc/wsadmin/wsadmin.conf"
run ssh "list workshop"
is "without a system file: no database is named, whatever the environment says" "$status" 78
run hostile SSH_ORIGINAL_COMMAND="show workshop 13 --json" "$program" --restricted --as=mod --defaults-file="$dir/my.cnf"
has "all from the command line" "$out" "Vigilia"
run hostile SSH_ORIGINAL_COMMAND="show workshop 13 --json" "$program" --restricted --as=mod --defaults-extra-file="$dir/my.cnf"
has "an extra option file is then the only one" "$out" "Vigilia"
ok "no program was run in the whole test" test ! -e "$dir/ran"

# Whatever the table says to take a FILE.
echo "defaults-file = $dir/my.cnf" >"$elsewhere/etc/wsadmin/wsadmin.conf"
chmod 644 "$elsewhere/etc/wsadmin/wsadmin.conf"
while read -r word; do
    usage=$("$program" help $word)
    case $usage in *" FILE"* | *=FILE*) ;; *) continue ;; esac
    arguments=
    case $usage in *"$word FILE"*) arguments=$dir/made.csv ;; esac
    [ -z "$arguments" ] || refused "ssh host $word FILE" "$word $arguments --yes" 77 "not under --restricted"
    for flag in $(printf '%s\n' "$usage" | sed -n 's/^  --\([a-z-]*\)=FILE.*/\1/p'); do
        refused "ssh host $word --$flag" "$word --$flag=$dir/made.csv" 77 "not under --restricted"
    done
done < <("$program" help | sed 's/^  //; s/  .*//')
refused "the editor" "categories edit" 77 "not under --restricted"
ok "no file was made" test ! -e "$dir/made.csv"
rm -rf "$elsewhere"
tap_end
