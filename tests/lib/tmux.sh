# A terminal for tests: a program in tmux, on a socket of the test's own below $dir.
#
#   term_start COLUMNS ROWS COMMAND…   runs the command; its exit status is shown at its end as [exit N]
#   screen                             what is on the screen; CAPTURE=-e: with its colours
#   keys KEY…                          types, by tmux's names of keys
#   paste TEXT                         pastes, bracketed
#   wait_for TEXT / wait_gone TEXT     until the screen holds it, or not any more; 30 s end the test
#   term_resize COLUMNS ROWS
#   term_signal NAME                   sends the program a signal
#   term_stop
#   golden NAME                        compares the screen with tests/screen/screens/NAME, once it has come to rest; the
#                                      files are made anew with UPDATE_GOLDEN=1
#
# Waits are on what the screen shows, never on time.

# SHELL: else tmux takes the one of the user's passwd entry, which may be nologin.
tmux_() { SHELL=/bin/sh tmux -u -f /dev/null -S "$dir/tmux.sock" "$@"; }

term_start() { # COLUMNS ROWS COMMAND…
    local columns=$1 rows=$2; shift 2
    cat >"$dir/run" <<RUN
bash -c 'echo \$\$ >"\$0"; exec "\$@"' "$dir/program.pid" $(printf '%q ' "$@")
status=\$?
stty -a >"$dir/stty"
echo "[exit \$status]"
exec cat
RUN
    tmux_ new-session -d -x "$columns" -y "$rows" "TERM=${TEST_TERM:-screen-256color} exec bash '$dir/run'" \; \
        set-option -g status off \; set-option -g remain-on-exit on >/dev/null
}

term_stop() {
    tmux_ kill-server 2>/dev/null
    while [ -S "$dir/tmux.sock" ] && tmux_ list-sessions >/dev/null 2>&1; do sleep 0.02; done
}

screen() { tmux_ capture-pane ${CAPTURE:-} -p; }
keys() { tmux_ send-keys "$@"; }
paste() { tmux_ set-buffer -- "$1" \; paste-buffer -p; }
term_resize() { tmux_ resize-window -x "$1" -y "$2"; }
term_signal() { kill "-$1" "$(cat "$dir/program.pid")"; }

wait_until() { # wanted(0 there, 1 gone) TEXT
    local tries=0 seen
    while :; do
        case $(screen) in *"$2"*) seen=0 ;; *) seen=1 ;; esac
        [ $seen = "$1" ] && return 0
        tries=$((tries + 1))
        if [ $tries -gt 600 ]; then
            tap_result 1 "the screen $([ "$1" = 0 ] && echo shows || echo 'shows no more'): $2"
            screen | sed 's/^/# /'
            tap_end
            exit 1 # what follows would only wait in vain
        fi
        sleep 0.05
    done
}
wait_for() { wait_until 0 "$1"; }
wait_gone() { wait_until 1 "$1"; }

golden() { # NAME
    local file=$top_srcdir/tests/screen/screens/$1
    if [ -n "${UPDATE_GOLDEN:-}" ]; then
        until screen >"$file" && sleep 1 && screen | cmp -s - "$file"; do :; done # a look at the difference is still due
    fi
    local tries=0
    while [ "$(screen)" != "$(cat "$file")" ] && [ $tries -lt 300 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    is "screen $1" "$(screen)" "$(cat "$file")"
}
