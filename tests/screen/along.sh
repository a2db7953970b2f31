# Along the fourteen associations, both ways, and back with the position kept; the view of hosts.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
sql screen -e "INSERT INTO workshop_notes (workshop_id, user_id, content, created_at, updated_at) VALUES (1243, 7, 'Bring chairs', NOW(), NOW())"
cursor() { screen | sed -n '4,14p' | grep '^>'; }
below() { screen | sed -n '16,20p'; }

console 80 24
wait_for "31 joined of"; wait_for "of 51"
# From a workshop.
keys g c; wait_for "[1 Categories]"; has "workshop to category" "$(cursor)" "Healing"
keys BSpace; wait_for "[3 Upcoming]"; has "back" "$(cursor)" "Healing Night"
keys g s; wait_for "[2 Series]"; has "workshop to series" "$(cursor)" "Healing Night with Cruz"
keys g w; wait_for "series: Healin"; has "series to workshops" "$(screen | sed -n 4p)" "Healing Night"; hasnt "only its own" "$(screen)" "Night watch"
keys BSpace; wait_for "[2 Series]"; keys g c; wait_for "[1 Categories]"; has "series to category" "$(cursor)" "Healing"
keys g s; wait_for "category: Healin"; has "category to series" "$(screen)" "Healing Night with Cruz"
keys BSpace; wait_for "[1 Categories]"; keys g w; wait_for "[3 Upcoming]"; wait_for "2 of 2"; has "category to workshops" "$(screen)" "Thu 01:15"
keys BSpace; wait_for "[1 Categories]"; keys BSpace; wait_for "[2 Series]"; keys g h; wait_for "[9 Hosts]"; has "series to host" "$(cursor)" "@cruz"
wait_for "Early birds"; golden hosts-coming-80x24
keys BSpace; wait_for "[2 Series]"; keys BSpace; wait_for "[3 Upcoming]"; has "back at the beginning" "$(cursor)" "Healing Night"

# From a workshop down, and from there to the person.
keys g t; wait_for "[5 Chat]"; wait_for "Доброе утро"; keys g u; wait_for "[9 Hosts]"; tap_result 0 "workshop to chat, chat to user"
keys BSpace; wait_for "[5 Chat]"; wait_for "Доброе утро"; tap_result 0 "back in the list below"
keys 3
keys g n; wait_for "[6 Notes]"; wait_for "Psalm 27"; keys g n; wait_for "[9 Hosts]"; wait_for "Healing Night"; tap_result 0 "workshop to notes, user to notes"
keys BSpace; wait_for "Psalm 27"; keys 3
keys g i; wait_for "[7 Invites]"; wait_for "@pat"; keys g b; wait_for "[9 Hosts]"; tap_result 0 "invite to who sent it"
keys BSpace; wait_for "[7 Invites]"; keys g u; wait_for "[9 Hosts]"; keys g i; wait_for "[7 Invites]"; wait_for "Healing Night"
tap_result 0 "user to invites received"; keys BSpace; wait_for "[9 Hosts]"; keys BSpace; wait_for "@pat"
# The same the other way: from a row below to its workshop, its person, and from who sent invites to those.
keys g b; wait_for "> ! @cruz"; keys g b; wait_for "[Sent]"; wait_for "Healing Night"; golden hosts-sent-80x24
keys g u; wait_for ">   @pat             Patrick"; tap_result 0 "invite sent to who got it"
keys BSpace; keys BSpace; wait_for "[9 Hosts]"; keys BSpace; wait_for "[7 Invites]"; wait_for "@pat"
keys 3
keys 6; wait_for "Psalm 27"; keys g u; wait_for "[9 Hosts]"; tap_result 0 "note to user"; keys BSpace; wait_for "[6 Notes]"
keys 3
keys 4; wait_for "[4 Attendees]"; keys j g u; wait_for "[9 Hosts]"; tap_result 0 "attendee to user"; keys BSpace; wait_for "[4 Attendees]"; keys k
keys 3
keys g m; wait_for "[8 Notices]"; keys 3
keys g a; wait_for "31 joined of"; keys j; keys g a; wait_for "[9 Hosts]"; wait_for "Healing Night"
tap_result 0 "workshop to attendees, user to attendances"; golden hosts-attended-80x24
keys Enter; wait_for "[3 Upcoming]"; has "attendance to workshop" "$(cursor)" "Healing Night"
keys BSpace; wait_for "[9 Hosts]"; keys 9; keys g t; wait_for "[5 Chat]"; tap_result 0 "user to chat"
keys 3; wait_for "of 51"

# From a row of a person's to its workshop, while another one is under the cursor.
to_workshop() { # NAME KEYS OF WHAT
    keys 3; wait_for "[3 Upcoming]"; keys Home j j; wait_for ">   lobby        lobby Night watch"
    keys 9; wait_for "[9 Hosts]"; keys / C-u "$1" Enter; wait_for ">   @$1"; keys $2; wait_for "$3"; wait_for "Healing Night"
    keys g w; wait_for "> ! live 47m     live  Healing Night"; has "$4 to workshop" "$(screen)" "[3 Upcoming]"
}
to_workshop hana 4 "[4 Attendees]" attendee
to_workshop ivan 5 "[5 Chat]" "chat"
to_workshop dora 6 "[6 Notes]" note
to_workshop pat 7 "[7 Invites]" invite
keys 9; wait_for "[9 Hosts]"; keys Escape; wait_for "no filter"; keys 3; wait_for "of 51"

# Hosts: what each has coming up; workshops and series hosted.
keys j j j j j; wait_for "#1239"; keys g h; wait_for "[9 Hosts]"; has "workshop to host" "$(cursor)" "@ana"
wait_for "Leaders check-in"; wait_for "[Coming up]"
keys j; wait_for "First Friday"; tap_result 0 "the list below follows the host"
keys k; wait_for "Leaders check-in"; keys g s; wait_for "[2 Series]"; wait_for "host: ana"; has "user to series hosted" "$(screen)" "Marriage course"
keys BSpace; wait_for "[9 Hosts]"; keys Enter; wait_for "[3 Upcoming]"; wait_for "host: ana"; wait_for "1-3 of 3"; has "user to workshops hosted" "$(screen)" "Prayer before work"
keys 0; wait_for "of 51"
keys g b; wait_for "nothing leads from here"; keys g x; keys j; wait_for "no filter"
keys ':' 'go host' Enter; wait_for "[9 Hosts]"
keys q; wait_for "[exit 0]"; term_stop

# With four panes.
console 120 40
wait_for "31 of 34"; keys 9; wait_for "9 Hosts"; wait_for "[Coming up]"; wait_for "@ada"; golden hosts-120x40
keys Tab; keys 3; wait_for "31 of 34"
keys q; wait_for "[exit 0]"; term_stop
tap_end
