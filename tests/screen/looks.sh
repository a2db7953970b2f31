# How the console looks: roles from wsadmin.conf with 256 and 8 colours, in monochrome, with NO_COLOR.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
conf=$XDG_CONFIG_HOME/wsadmin/wsadmin.conf
mkdir -p "${conf%/*}"
colours() { tmux_ capture-pane -e -p | grep -oE '(38;5;[0-9]+|48;5;[0-9]+|\[[0-9;]*3[0-7]m)' | sort -u | tr '\n' ' '; }
seen() { wait_for "31 joined of"; colours; quit_console; }

printf 'look-live = underline 45 on 17\nlook-warning = bright-magenta\n' >"$conf"
console 80 24; got=$(seen)
is "256 colours: the live one's" "$(case $got in *"38;5;45"*) echo yes ;; *) echo "$got" ;; esac)" yes
is "256 colours: its ground" "$(case $got in *"48;5;17"*) echo yes ;; *) echo "$got" ;; esac)" yes
is "the usual colour of live is gone" "$(case $got in *"32m"*) echo "$got" ;; *) echo gone ;; esac)" gone
TEST_TERM=screen console 80 24; got=$(seen)
is "8 colours: no other" "$(case $got in *"8;5;"*) echo "$got" ;; *) echo none ;; esac)" none
is "8 colours: bright is bold" "$(case $got in *35m*) echo yes ;; *) echo "$got" ;; esac)" yes
TEST_TERM=vt100 console 80 24; is "monochrome" "$(seen)" ""
NO_COLOR=1 console 80 24; is "NO_COLOR" "$(seen)" ""
# Copying by OSC 52, as tmux takes it.
rm "$conf"
console 80 24; wait_for "31 joined of"; tmux_ set-option -s set-clipboard on
keys c; wait_for "copied: 1234"; is "the id is in the clipboard" "$(tmux_ show-buffer)" 1234
keys Space j Space c; wait_for "2 ids copied"; is "the marked ones' ids" "$(tmux_ show-buffer | tr '\n' ' ' | sed 's/ $//')" "1234 1235"
quit_console
echo 'look-live = purpel' >"$conf"
console 200 24; wait_for "attributes: plain bold"; wait_for "look-live"; wait_for "[exit 78]"; term_stop # no path breaks the line
tap_end
