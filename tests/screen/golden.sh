# The screens of the console against golden files: lists, boxes and plans at 80x24, the main ones at other sizes, in the
# C locale and in Spanish, on an empty database, for a person who may only read.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
before=$(everything)

first_page() { wait_for "31 joined of" && wait_for "of 51"; }
back() { keys Escape; wait_gone "$1"; }

console 80 24
first_page && golden first-80x24
keys j j j; wait_for "Río Fernández"; golden overdue-80x24
keys 5; wait_gone "Río"; keys C-g; keys k k k; wait_for "Доброе утро"; golden chat-80x24
keys 6; wait_for "Psalm 27"; golden notes-80x24
keys 7; wait_for "@pat"; golden invites-80x24
keys 8; wait_for "has started"; golden notices-80x24
keys 4; wait_for "31 joined"; keys z; wait_for "guest05"; golden attendees-zoomed-80x24
keys z 3; wait_for "Night watch"
keys G; wait_for "41-51 of 51"; wait_for "nothing here"; golden end-80x24
keys Home; wait_for "1-11 of 51"
keys Space j j Space; wait_for "2 marked"; wait_for "@rio"; golden marked-80x24
keys m; wait_for "only the marked"; golden only-marked-80x24
keys m; wait_for "1-11 of 51"; keys -; wait_gone "marked"
keys a a; wait_for "3 Past"; wait_for "Romans"; golden past-80x24
keys a a; wait_for "3 Upcoming"; wait_for "of 51"; keys Home

keys 1; wait_for "All categories"; wait_for "on        31"; golden categories-80x24
keys j j Enter; wait_for "2 Series]"; wait_for "All series"; golden series-narrowed-80x24
keys Enter; wait_for "nothing here"; golden workshops-none-80x24
keys 0; wait_for "of 51"
keys 2; wait_for "Marriage course"; golden series-80x24
keys j d; wait_for "every week on Monday to Friday"; wait_for "#70  next:"; golden detail-series-80x24; back "series #70"; keys k
keys 9; wait_for "@ada"; golden hosts-80x24
keys 3; wait_for "of 51"

keys '?'; wait_for "Keys"; golden help-80x24; keys Escape; wait_gone "Keys"
keys G d; wait_for "workshop #"; golden detail-80x24; back "workshop #"
keys Home; wait_for "1-11 of"
keys C; wait_for "y do it"; golden plan-live-80x24
keys p; wait_for "[ ] p"; wait_for "y do it"; golden plan-switched-80x24; back "Plan:"
keys H; wait_for "Plan: can-host"; wait_for "y do it"; golden plan-can-host-80x24; back "Plan:"
keys j j; wait_for "@rio"; keys T; wait_for "which notification"; golden choice-80x24
keys s; wait_for "Plan: notify"; wait_for "y do it"; golden plan-notify-80x24; back "Plan:"
keys Home; wait_for "31 joined"
keys a; wait_for "3 All"; keys '+'; wait_for "55 marked"; keys C; wait_for "type 55"; golden plan-many-80x24; back "Plan:"
keys - a a a; wait_for "3 Upcoming"; wait_for "of 51"
keys ':' 'list category' Enter; wait_for "list category ─"; golden read-box-80x24; back "list category ─"
keys ':' 'cancle 7' Enter; wait_for "did you mean"; golden line-mistake-80x24; keys C-g; wait_gone ':cancle'
keys ':' 'half a li'; wait_for ":half a li"; golden line-80x24; keys Escape; wait_gone ":half"
term_resize 40 10; wait_for "Healing"; wait_gone "Title                "; golden first-40x10
term_resize 39 9; wait_for "too small"; golden too-small-39x9
wide_page() { wait_for "31 of 34" && wait_for "51 ┐" && wait_for "on        31"; }
term_resize 120 40; wide_page; golden first-120x40
keys 1; wait_for "All categories"; keys Home j Enter; wait_for "Bible study"; wait_for "#1241"; golden narrowed-120x40
keys 0 3; wide_page
keys Home C; wait_for "y do it"; golden plan-live-120x40; back "Plan:"
term_resize 200 60; wait_for "12 Dec"; wide_page; golden first-200x60
keys q; wait_for "[exit 0]"; term_stop

NO_COLOR=1 console 80 24
first_page && is "no colour with NO_COLOR" "$(tmux_ capture-pane -e -p | grep -cE '\[[0-9;]*(3[0-7]|38)[;m]')" 0
keys q; wait_for "[exit 0]"; term_stop
TEST_TERM=vt100 console 80 24
first_page && golden first-80x24
keys q; wait_for "[exit 0]"; term_stop
LC_ALL=C console 80 24
wait_for "31 joined of" && wait_for "of 51" && golden first-c-80x24
keys C; wait_for "y do it"; golden plan-c-80x24; back "Plan:"
keys q; wait_for "[exit 0]"; term_stop

ACTOR=zed console 80 24
wait_for "read-only: @zed"; wait_for "31 joined of"; wait_for "of 51"; golden read-only-80x24
keys C; wait_for "needs a moderator or admin"; golden plan-denied-80x24; back "Plan:"
keys T; wait_for "notify: @zed is neither"; keys A; wait_for "attendee add: @zed is neither"
keys q; wait_for "[exit 0]"; term_stop

is "nothing of all this changed the database" "$(everything)" "$before"
sql screen -e "SET FOREIGN_KEY_CHECKS=0; TRUNCATE workshops; TRUNCATE workshop_series; TRUNCATE workshop_categories;
    TRUNCATE workshop_attendees"
console 80 24
wait_for "nothing here"; golden empty-80x24
for pane in 1 2 4 5 9; do keys $pane Enter Space C H T Escape Escape; done
keys 3 4 3; wait_for "[4 Attendees]"; wait_for "[3 Upcoming]"; golden empty-80x24
keys q; wait_for "[exit 0]"; term_stop
tap_end
