# What hangs on workshops, by key and form: chat messages, notes, invites, attendees; and series.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
field() { sql screen -e "SELECT $1"; }

# What people wrote goes only for a reason, and is shown once more.
console 80 24; wait_for "31 joined of"; wait_for "of 51"
keys 5; wait_for "Доброе утро"; wait_for "#1"; keys j; wait_for "#2"
keys D; wait_for ":delete chat 2 --reason="; keys Enter; wait_for "a reason is needed"; keys Escape; wait_gone "a reason is needed"
before=$(everything)
keys D; wait_for "--reason="; keys "'off the topic'" Enter; wait_for "Plan: delete chat #2"; wait_for "y do it"; wait_for "Доброе утро"
is "nothing is written before y" "$(everything)" "$before"
keys y; wait_gone "Plan:"; wait_for "deleted: 1"
is "the message is gone, and no other" "$(field "GROUP_CONCAT(id) FROM workshop_chats")" 1,3
has "the reason is in the log" "$(cat "$XDG_STATE_HOME/wsadmin/actions.jsonl")" '"reason":"off the topic"'
keys 6; wait_for "Psalm 27"; keys Space j Space; wait_for "2 marked"
keys / Psalm; wait_for "2 marked, 1 hidden"; keys Enter; keys D; wait_for ":delete note 2 1 --reason="; keys asked Enter
wait_for "1 of the marked rows is not shown in the list: #2"; tap_result 0 "the plan names the hidden one"
keys C-g; wait_gone "Plan:"; keys C-g; wait_gone "1 hidden"; keys D; wait_for ":delete note 1 2 --reason="
keys asked Enter; wait_for "Plan: delete note: 2 rows"; wait_for "Psalm 27↵verse 4"; wait_for "y do it"; keys y; wait_for "deleted: 2"; wait_gone "marked"
is "both notes are gone" "$(field "COUNT(*) FROM workshop_notes")" 0

keys : 'log --workshop 1234' Enter; wait_for "note #1"; wait_for "from $XDG_STATE_HOME"; keys Escape; wait_gone "from $XDG_STATE_HOME"

# Invites: who gets one is told; who has one is not told again; one is taken back.
keys 7; wait_for "@pat"; keys o; wait_for "new invite"; keys Escape; wait_gone "new invite" # nothing typed, nothing lost
keys o; wait_for "new invite"
wait_for "workshop        1234"; keys Tab luis; wait_for "[luis]"; keys F2; wait_for "Plan: invite"; wait_for "1 notification."; wait_for "y do it"
keys y; wait_gone "new invite"
is "invited, by whom, and told" "$(field "CONCAT_WS('|', invited_by, (SELECT COUNT(*) FROM notifications n WHERE n.recipient_id = 5
    AND n.type = 'workshop_invite' AND n.group_key = 'workshop_invite:workshop:1234')) FROM workshop_invites WHERE user_id = 5")" "1|1"
wait_for "@luis"; keys Home; wait_for ">   @luis"; keys D; wait_for ":delete invite "; keys C-w; keys Enter
wait_for "Plan: delete invite"; wait_for "y do it"; keys y; wait_for "deleted: 1"
is "taken back" "$(field "GROUP_CONCAT(user_id) FROM workshop_invites")" 14,15

# An attendee by form: two fields at once, and who leaves.
keys 4; wait_for "@ana"; keys e; wait_for "attendee #1 "; keys Tab Space; wait_for "[x] yes"; keys Tab Space F2
wait_for "Plan: set attendee #1"; wait_for "y do it"; keys y; wait_gone "attendee #1 ─"
is "co-host and may speak" "$(field "CONCAT(status, is_co_host, can_speak) FROM workshop_attendees WHERE id = 1")" joined11

# Series: a new one with its dates, made by form; its host is told.
keys 2; wait_for "All series"; keys o; wait_for "new series"; keys 'Dawn watch' Tab luis; wait_for "[luis]"; keys Enter
keys Tab; keys 'FREQ=WEEKLY;BYDAY=MO'; keys Tab 06:30 Tab 'America/New_York' F2
wait_for "Plan: new series"; wait_for "every week on Monday at 06:30"; wait_for "y do it"; keys y; wait_gone "new series"
is "made" "$(field "CONCAT_WS('|', host_id, rrule, time_of_day, is_active) FROM workshop_series WHERE title = 'Dawn watch'")" \
    "5|FREQ=WEEKLY;BYDAY=MO|06:30:00|1"
quit_console
tap_end
