# iCalendar on the command line: a workshop, a series, all that is coming; what was written is read back by python3-icalendar
# where that is installed (tests/interop reads it with ical.js).
. "$top_srcdir/tests/cli/lib.sh"
server_start "$dir" || exit 99
platform_database platform
small_data platform
lines() { printf '%s\n' "$out" | tr -d '\r' | grep "$1"; }

run ws series fill 1 --horizon 40 --yes
sql platform -e "UPDATE workshops SET status = 'cancelled' WHERE scheduled_at = '2026-12-15 00:00';
 UPDATE workshops SET scheduled_at = '2026-12-23 01:30' WHERE scheduled_at = '2026-12-22 00:00';
 UPDATE workshops SET description = 'a, b; c\ntwo', duration_minutes = 45 WHERE id = 11"
run ws ics 11
is "ics: status" "$status" 0
is "ics: when" "$(lines ^DTSTART.TZID)" "DTSTART;TZID=America/New_York:20261130T190000"
is "ics: escaped" "$(lines ^DESCRIPTION)" 'DESCRIPTION:a\, b\; c\ntwo'
is "ics: how long" "$(lines ^DURATION)" DURATION:PT45M
is "ics: confirmed" "$(lines ^STATUS)" STATUS:CONFIRMED
is "ics: published" "$(lines ^METHOD)" METHOD:PUBLISH
is "ics: lines end as the RFC wants" "$(printf '%s\n' "$out" | grep -vc "$(printf '\r')$")" 0
is "ics: its zone" "$(lines ^TZNAME | sort | tr '\n' ' ')" "TZNAME:EDT TZNAME:EST "
run ws ics 15
is "ics: nothing of the title drives a terminal" "$(printf '%s' "$out" | tr -d '\r\n' | tr -dc '[:cntrl:]')" ""
cancelled=$(sql platform -e "SELECT id FROM workshops WHERE status = 'cancelled'")
run ws ics "$cancelled"
is "ics: a cancelled one" "$(lines '^STATUS\|^METHOD' | tr '\n' ' ')" "METHOD:CANCEL STATUS:CANCELLED "
run ws ics 999
is "ics: an unknown one: status" "$status" 65

run ws series ics 1 --output "$dir/series.ics"
is "series ics: status" "$status" 0
out=$(cat "$dir/series.ics")
is "series ics: the rule" "$(lines ^RRULE)" "RRULE:FREQ=WEEKLY;BYDAY=MO"
is "series ics: the cancelled date" "$(lines ^EXDATE)" "EXDATE;TZID=America/New_York:20261214T190000"
is "series ics: the moved date" "$(lines ^RECURRENCE-ID)" "RECURRENCE-ID;TZID=America/New_York:20261221T190000"
is "series ics: one UID" "$(lines ^UID | sort -u)" "UID:series-1@platform"
run ws series ics
is "series ics: no series: status" "$status" 64
run ws ics
is "ics: all that is coming" "$(lines ^BEGIN:VEVENT | wc -l)" "$(sql platform -e "SELECT COUNT(*) FROM workshops WHERE status IN ('scheduled', 'lobby', 'live')")"
printf '%s' "$out" >"$dir/coming.ics"
if python3 -c 'import icalendar' 2>/dev/null; then
    is "python3-icalendar reads them" "$(python3 -c '
import icalendar, sys
for name in sys.argv[1:]:
    events = icalendar.Calendar.from_ical(open(name, "rb").read()).walk("VEVENT")
    print(len(events), events[0]["UID"], events[0]["DTSTART"].dt.utcoffset())' "$dir/series.ics" 2>&1)" \
        "2 series-1@platform -1 day, 19:00:00"
fi
tap_end
