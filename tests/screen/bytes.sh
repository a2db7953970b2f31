# What a key costs on the line, counted at the pty: a step of the cursor with each bar, a page, nothing when nothing
# changes, many keys at once; and a key's sequence that a slow line has torn.
. "$top_srcdir/tests/screen/lib.sh"
screen_database

# What the program has sent since the last call, once it is silent: two looks 0.3 s apart that find the same.
sent() {
    local now last=-1
    while now=$(stat -c %s "$dir/bytes"); [ "$now" != "$last" ]; do last=$now; sleep 0.3; done
    echo $((now - $(cat "$dir/before")))
    echo "$now" >"$dir/before"
}
count() { : >"$dir/bytes"; echo 0 >"$dir/before"; tmux_ pipe-pane -o "cat >>'$dir/bytes'"; }
at_most() { is "$1: at most $3 bytes ($2)" "$([ "$2" -le "$3" ] && [ "$2" -gt 0 ]; echo $?)" 0; }

# What the last key sent at once: as far as where a drawing puts the cursor at its end. What comes later follows the
# cursor when it rests for 150 ms: the line about the row, and the list below.
at_once() {
    local found
    tail -c +$(($1 + 1)) "$dir/bytes" >"$dir/last"
    found=$(LC_ALL=C grep -obaP -m1 '(\e\[50;1H|\r\e\[50d)(\e\[m\x0f)?' "$dir/last" | head -1)
    echo $((${found%%:*} + $(printf %s "${found#*:}" | wc -c)))
}
# The most that a step costs in the list with the focus: at once, and in all. Each is down and up again, and the less of
# the two counts, since the clock in the first line may tick in one of them.
steps() { # NAME STEPS MOST MOST-IN-ALL
    local i from all once dearest=0 dearest_all=0
    for ((i = 0; i < $2; i++)); do
        local least=99999 least_all=99999
        for key in j k; do
            from=$(cat "$dir/before"); keys $key; all=$(sent); once=$(at_once "$from")
            [ "$once" -lt $least ] && least=$once
            [ "$all" -lt $least_all ] && least_all=$all
        done
        if [ "$((i + 1))" -lt "$2" ]; then keys j; sent >/dev/null; fi
        [ $least -gt $dearest ] && dearest=$least
        [ $least_all -gt $dearest_all ] && dearest_all=$least_all
    done
    at_most "$bar: a step among $1" "$dearest" "$3"
    at_most "$bar: a step among $1 with what follows" "$dearest_all" "$4"
}

for bar in full marker; do
    mkdir -p "$XDG_CONFIG_HOME/wsadmin"
    echo "bar = $bar" >"$XDG_CONFIG_HOME/wsadmin/wsadmin.conf"
    console 200 50 --refresh=3600; wait_for "31 of 34"; wait_for "of 51"; count; sent >/dev/null
    is "$bar: nothing when nothing changes" "$(sent)" 0
    most=450; [ $bar = full ] || most=60
    keys 1 j; sent >/dev/null; steps categories 1 $most $most
    keys 2; keys j; wait_for "next:"; sent >/dev/null; steps series 2 $most $((most == 450 ? 450 : 300))
    keys 3; sent >/dev/null; steps workshops 3 $most 1500
    keys Home 4; sent >/dev/null; steps attendees 1 $most $most
    keys 5; sent >/dev/null; steps chat 1 $most $most
    keys 6; sent >/dev/null; steps notes 1 $most $most
    keys 7; sent >/dev/null; steps invites 1 $most $most
    keys 8; sent >/dev/null; steps notices 1 $most $most
    keys 9; wait_for "[Coming up]"; sent >/dev/null; steps hosts 1 $most 1500
    keys 3 Home z; wait_for "1-42 of 51"; keys C-d j j j j; sent >/dev/null
    steps "workshops, zoomed" 1 $most $((most + 60))
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
