# A workshop's people: attendee, invite, transfer, export recipients.
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
as() { local who=$1; shift; "$WSADMIN" --defaults-file="$dir/my.cnf" --as="$who" "$@"; }
cell() { sql platform -e "$1"; } # QUERY
counts() { cell "SELECT w.attendee_count, (SELECT COUNT(*) FROM workshop_attendees a WHERE a.workshop_id = w.id AND a.status <> 'left') FROM workshops w WHERE w.id = $1"; }

run as mod attendee add 12 keiko luis mod --yes
is "add: status" "$status" 0
is "add: counted" "$(counts 12)" "3	3"
run ws attendee add 12 keiko --yes
is "add again: status" "$status" 0
has "add again: nothing to do" "$out$errors" "nothing to do"
run ws attendee add 12 tom --yes
is "add a banned one: status" "$status" 65
run ws attendee add 12 ana --yes
is "add the host: status" "$status" 65
run ws attendee add 13 mod --yes
is "add to a live one: status" "$status" 65
has "add to a live one: said" "$out$errors" "seats are taken while it is scheduled"
run as keiko attendee add 12 keiko --yes
is "not for everybody: status" "$status" 77
run ws set workshop 12 max_capacity=3 --yes
run ws attendee add 12 root --dry-run
has "more people than seats: said" "$out" "It has 3 seats; 4 people will come."
run ws attendee add 12 root tom --yes
is "some added, a banned one not: status" "$status" 65
has "… who and why is said" "$errors" '"tom": refused, is not active: banned'
has "… and that the seats do not suffice" "$errors" "It has 3 seats; 4 people will come."
run ws attendee remove 12 root --forget --yes
is "nothing left alone: nothing more is said" "$errors" ""
run as mod can-host off root luis --yes
is "can-host off, one an admin: status" "$status" 65
is "… who and why is said, and what stays" "$errors" "@root: refused, is an admin: only an admin changes that
1 upcoming workshop stays: who may not host can still start it."
run ws new workshop host=luis "title=By Luis" "scheduled_at=2026-12-24 10:00" --yes
has "a host who may not host: said" "$errors" "@luis may not host (can_host is off): it is done all the same, and stays off."
run ws can-host on luis --yes
run ws delete workshop 16 --yes

run as mod attendee remove 12 keiko luis --yes
is "remove: status" "$status" 0
is "remove: left, and when" "$(cell "SELECT COUNT(*) FROM workshop_attendees WHERE workshop_id = 12 AND status = 'left' AND left_at = '2026-11-24 12:00:00'")" 2
is "remove: counted" "$(counts 12)" "1	1"
run ws attendee add 12 keiko --yes
is "who has left comes again" "$(cell "SELECT status, left_at IS NULL FROM workshop_attendees WHERE workshop_id = 12 AND user_id = 4")" "rsvp	1"
is "who has left comes again: counted" "$(counts 12)" "2	2"
run ws attendee co-host on 12 keiko --yes
run ws attendee speak on 12 keiko --yes
run ws attendee remove 12 keiko --yes
run ws attendee add 12 keiko --dry-run
has "a co-host comes again as everybody does: planned" "$out" 'left -> rsvp; co-host: yes -> no; may speak: yes -> no'
run ws attendee add 12 keiko --yes
is "a co-host comes again as everybody does" "$(cell "SELECT status, is_co_host, can_speak FROM workshop_attendees WHERE workshop_id = 12 AND user_id = 4")" "rsvp	0	0"
run ws attendee remove 12 keiko --forget --yes
is "forget: no row" "$(cell "SELECT COUNT(*) FROM workshop_attendees WHERE workshop_id = 12 AND user_id = 4")" 0
is "forget: counted" "$(counts 12)" "1	1"
run ws attendee remove 12 keiko --yes
is "remove who is not there: status" "$status" 65
has "remove who is not there: said" "$errors" "user #4 is no attendee of #12"
run ws attendee remove 13 keiko --yes
is "of a live one: the count is history" "$(cell "SELECT attendee_count FROM workshops WHERE id = 13")" 2
run ws attendee co-host on 11 luis keiko --yes
run ws attendee speak on 11 luis --yes
run ws attendee co-host off 11 keiko --yes
is "co-host and speak" "$(cell "SELECT user_id, is_co_host, can_speak FROM workshop_attendees WHERE workshop_id = 11 AND user_id < 5 ORDER BY 1")" "3	1	1
4	0	0"
run ws attendee speak maybe 11 luis --yes
is "neither on nor off: status" "$status" 64
run ws set attendee 1 status=joined --yes
is "joined is the platform's: status" "$status" 65
run ws new attendee workshop=12 user=keiko --yes
is "new attendee is attendee add" "$(counts 12)" "2	2"

run as mod invite 11 mod root ana luis --yes
is "invite: the host is refused: status" "$status" 65
is "invite: one new" "$(cell "SELECT user_id, invited_by FROM workshop_invites WHERE workshop_id = 11 ORDER BY 1")" "1	5
5	2"
is "invite: told" "$(cell "SELECT recipient_id, actor_id, preview_text, group_key FROM notifications WHERE type = 'workshop_invite'")" \
    "1	5	You are invited to \"Morning prayer\"	workshop_invite:workshop:11"
run as mod invite 11 root --yes
is "invite again: status" "$status" 0
is "invite again: nobody is told" "$(cell "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_invite'")" 1
run as mod invite 14 root --yes
is "invite to an ended one: status" "$status" 65
run as mod delete invite 1 --yes
is "delete invite" "$(cell "SELECT COUNT(*) FROM workshop_invites")" 1

run ws transfer ana keiko --dry-run
has "transfer: what" "$out" "In all: 2 workshops and 1 series handed over, 1 notification."
run ws transfer ana keiko --yes
is "transfer: status" "$status" 0
is "transfer: series" "$(cell "SELECT host_id FROM workshop_series WHERE id = 1")" 4
is "transfer: workshops" "$(cell "SELECT GROUP_CONCAT(id) FROM workshops WHERE host_id = 4 AND status = 'scheduled' AND series_id = 1")" "11,12"
is "transfer: told once for the series" "$(cell "SELECT recipient_id, entity_id, preview_text FROM notifications WHERE preview_text LIKE 'You are now the host%'")" \
    "4	11	You are now the host of \"Morning prayer\", Mon 30 Nov 2026 19:00 (America/New_York) … and 1 more date"
run ws transfer luis keiko --dry-run
has "transfer: a live one stays" "$out" "is live: its host stays to the end"
run ws transfer keiko luis --dry-run
has "transfer: told in the new host's zone" "$out" "04:00 (America/Mexico_City)"
run ws transfer ana ana --yes
is "transfer to oneself: status" "$status" 64
run ws transfer keiko tom --yes
is "transfer to a banned one: status" "$status" 65
run as mod transfer keiko ana --yes
is "transfer is not for moderators: status" "$status" 77

run ws export recipients updated 11 --tsv
is "recipients" "$out" "workshop_id	user_id	username	display_name	language	email
11	4	keiko	佐藤 恵子	en	keiko@x
11	3	luis	Luis Ortega	es	luis@x"
run as mod export recipients reminder 11 --json
hasnt "recipients: no e-mail for moderators" "$out" "@x"
run ws export recipients everybody 11
is "recipients: unknown kind: status" "$status" 64
run ws log --user 4 --json
has "log of a user, by id: what the host's workshops went through" "$out" '"action": "transfer"'
by_id=$out
run ws log --user @keiko --json
is "log of a user, by @name: the same" "$out" "$by_id"
run ws log --user nobody
is "log of an unknown user: status" "$status" 65
has "log of an unknown user: said" "$errors" "there is no user nobody"
run ws log --json
ok "log is JSON" python3 -c 'import json,sys; json.loads(sys.argv[1])' "$out"
has "log: single changes" "$out" '{"entity":"series","id":1,"field":"host_id","before":"2","after":"4","before_name":"@ana","after_name":"@keiko"}'
has "log: attend" "$out" '"action": "attend"'
has "log: new rows have their ids" "$out" 'attendee #8 \"keiko\"'
run ws log --since 2100-01-01 --json
is "log since the future" "$out" "[]"
run ws log --since 2020-01-01 --workshop 12 --json
has "log since long ago, of a workshop" "$out" '"entity":"attendee"'
tap_end
