# What a key costs on the line, counted at the pty: a step of the cursor with each bar, a page, nothing when nothing
# changes, many keys at once; and a key's sequence that a slow line has torn.
. "$top_srcdir/tests/screen/lib.sh"
screen_database

# What the program has sent since the last call, once it is silent: two looks 0.4 s apart that find the same.
sent() {
    local now last=-1
    while now=$(stat -c %s "$dir/bytes"); [ "$now" != "$last" ]; do last=$now; sleep 0.4; done
    echo $((now - $(cat "$dir/before")))
    echo "$now" >"$dir/before"
}
count() { : >"$dir/bytes"; echo 0 >"$dir/before"; tmux_ pipe-pane -o "cat >>'$dir/bytes'"; }
at_most() { is "$1: at most $3 bytes ($2)" "$([ "$2" -le "$3" ] && [ "$2" -gt 0 ]; echo $?)" 0; }

# A step down or up, whichever is less: the clock in the first line may tick in one of them.
step() { local down up; keys j; down=$(sent); keys k; up=$(sent); [ "$up" -lt "$down" ] && echo "$up" || echo "$down"; }

for bar in full marker; do
    mkdir -p "$XDG_CONFIG_HOME/wsadmin"
    echo "bar = $bar" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
    console 200 50 --refresh=3600; wait_for "31 of 34"; wait_for "of 51"
    keys 1; wait_for "All categories"; keys j j; count; sent >/dev/null
    is "$bar: nothing when nothing changes" "$(sent)" 0
    most=450; [ $bar = full ] || most=60
    at_most "$bar: a step among categories" "$(step)" $most
    keys 2 j j; wait_for "next:"; sent >/dev/null
    at_most "$bar: a step among series, after a rest with its next dates" "$(step)" $((most + 250))
    keys 3; wait_for "1-26 of 51"; keys C-d j j j j; wait_for "nothing here"; sent >/dev/null
    at_most "$bar: a step among workshops, after a rest with the list below" "$(step)" $((most + 150))
    # Zoomed: what follows the cursor after a rest, the lower list, is not the step's.
    keys Home z; wait_for "1-42 of 51"; keys C-d j j j j; sent >/dev/null
    at_most "$bar: a step among workshops" "$(step)" $most
    keys PPage; at_most "$bar: a page" "$(sent)" 10240
    keys C-l; at_most "$bar: all anew" "$(sent)" 12288
    keys Home; sent >/dev/null
    for i in 1 2 3 4 5 6 7 8 9 10; do set -- "$@" j j j j j j j j k k; done
    keys "$@"; at_most "$bar: a hundred keys at once" "$(sent)" 10240; set --
    quit_console
done

# Over a line that tears sequences: Esc, then the rest 0.3 s later, is one key.
SSH_TTY=/dev/pts/0 console 80 24; wait_for "31 joined of"; wait_for "1-11 of 51"
tmux_ send-keys -H 1b; sleep 0.3; tmux_ send-keys -H 5b 42
wait_for "Umaga"; wait_for "#1235"
quit_console
tap_end
