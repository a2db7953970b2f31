# How the console looks: roles from wsadmin.conf with 256, 16 and 8 colours, in monochrome, with NO_COLOR; the bar.
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
# 16 colours: a terminal of our own, the usual one with its bright colours as xterm has them.
cat >"$dir/sixteen.ti" <<'TI'
wsadmin-16|the test's own of 16 colours, colors#16, pairs#256,
	setaf=\E[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m,
	setab=\E[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m,
	use=screen,
TI
tic -x -o "$dir/terminfo" "$dir/sixteen.ti"
printf 'look-live = underline bright-cyan on blue\nlook-warning = bright-magenta\nlook-dim = 130\n' >"$conf"
export TERMINFO=$dir/terminfo
TEST_TERM=wsadmin-16 console 80 24; wait_for "31 joined of"; got=$(CAPTURE=-e screen | grep -e Umaga -e Oración); all=$(colours); quit_console
unset TERMINFO
has "16 colours: a bright one on another" "$got" $'\e[96m\e[44mlive'
has "16 colours: bright, not bold" "$(grep -o '\[[0-9;]*m[^0-9]*!' <<<"$got")" "[95m!"
hasnt "16 colours: none of 256" "$all" "8;5;"
printf 'look-live = underline 45 on 17\nlook-warning = bright-magenta\n' >"$conf"
TEST_TERM=screen console 80 24; got=$(seen)
is "8 colours: no other" "$(case $got in *"8;5;"*) echo "$got" ;; *) echo none ;; esac)" none
is "8 colours: bright is bold" "$(case $got in *35m*) echo yes ;; *) echo "$got" ;; esac)" yes
TEST_TERM=linux console 80 24; got=$(seen)
is "the Linux console: 8 colours, bright is bold" "$(case $got in *"8;5;"*) echo "$got" ;; *35m*) echo yes ;; *) echo "$got" ;; esac)" yes
TEST_TERM=vt100 console 80 24; is "monochrome" "$(seen)" ""
NO_COLOR=1 console 80 24; is "NO_COLOR" "$(seen)" ""
# The bar, and only its marker.
bar_of() { CAPTURE=-e screen | grep "Night watch"; }
rm "$conf"
console 80 24; wait_for "31 joined of"; keys j j; wait_for ">   lobby"; has "the bar is reversed" "$(bar_of)" $'\e[7m>   lobby'; quit_console
echo 'bar = marker' >"$conf"
console 80 24; wait_for "31 joined of"; keys j j; wait_for ">   lobby"; hasnt "bar = marker: nothing is" "$(bar_of)" $'\e[7m'; quit_console
# Titles in double width and from right to left: what stands behind them is where it is in other lines.
sql screen -e "UPDATE workshops SET title = 'שיעור ערב עם רבקה' WHERE id = 1236;
    UPDATE workshops SET title = 'صلاة المساء مع مريم' WHERE id = 1235"
rm "$conf"
before_host() { local line; line=$(screen | grep -F -- "$1"); printf '%s\n' "${line%%@*}" | LC_ALL=C.UTF-8 wc -L; }
console 80 24; wait_for "31 joined of"; wait_for "רבקה"
place=$(before_host "Prayer before work")
is "a title in Japanese lines up" "$(before_host "祈りの会 夜の部 (東京)")" "$place"
is "a title in Hebrew lines up" "$(before_host "רבקה")" "$place"
is "a title in Arabic lines up" "$(before_host "مريم")" "$place"
quit_console
# Keys of one's own.
printf 'bind = workshops x cancel\nbind = workshops T nothing\n' >"$conf"
console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys T x; wait_for "Plan: cancel"; tap_result 0 "a key bound in wsadmin.conf"
keys Escape; wait_gone "Plan:"; keys '?'; wait_for "Keys"; has "? shows it" "$(screen | grep -F "  x  ")" "cancel"
keys Escape; wait_gone "Keys"; quit_console
# Copying by OSC 52, as tmux takes it.
rm "$conf"
console 80 24; wait_for "31 joined of"; tmux_ set-option -s set-clipboard on
keys c; wait_for "copied: 1234"; is "the id is in the clipboard" "$(tmux_ show-buffer)" 1234
keys Space j Space c; wait_for "2 ids copied"; is "the marked ones' ids" "$(tmux_ show-buffer | tr '\n' ' ' | sed 's/ $//')" "1234 1235"
quit_console
echo 'look-live = purpel' >"$conf"
console 200 24; wait_for "attributes: plain bold"; wait_for "look-live"; wait_for "[exit 78]"; term_stop # no path breaks the line
tap_end
