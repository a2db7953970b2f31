# iCalendar on the command line: a workshop, a series, all that is coming; what was written is read back by python3-icalendar
# (tests/interop reads it with ical.js).
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
run ws ics 11
before=$(lines ^SEQUENCE)
sql platform -e "UPDATE workshops SET updated_at = updated_at + INTERVAL 1 HOUR WHERE id = 11"
run ws ics 11
is "ics: a change raises its SEQUENCE, its UID stays" \
    "$(($(lines ^SEQUENCE | cut -d: -f2) - ${before#*:})) $(lines ^UID)" "3600 UID:workshop-11@platform"
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
# read_back FILE: its events as python3-icalendar reads them
read_back() {
    /usr/bin/python3 -c '
import datetime, icalendar, sys
def utc(time): return time.dt.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
def each(value): return value if isinstance(value, list) else [value]
for event in icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read()).walk("VEVENT"):
    print(event["UID"], utc(event["DTSTART"]))
    for out in each(event.get("EXDATE", [])):
        print("EXDATE", *[utc(time) for time in out.dts])
    if "RECURRENCE-ID" in event:
        print("RECURRENCE-ID", utc(event["RECURRENCE-ID"]))' "$1" 2>&1
}
is "python3-icalendar reads a series (it must be installed)" "$(read_back "$dir/series.ics")" "series-1@platform 2026-12-01T00:00:00Z
EXDATE 2026-12-15T00:00:00Z
series-1@platform 2026-12-23T01:30:00Z
RECURRENCE-ID 2026-12-22T00:00:00Z"
is "python3-icalendar reads all that is coming" "$(read_back "$dir/coming.ics" | sort)" "$(sql platform -e "SELECT
 CONCAT('workshop-', id, '@platform ', DATE_FORMAT(scheduled_at, '%Y-%m-%dT%H:%i:%sZ')) FROM workshops
 WHERE status IN ('scheduled', 'lobby', 'live')" | sort)"
sequences() { ws series ics 1 | tr -d '\r' | sed -n 's/^SEQUENCE://p' | tr '\n' ' '; } # of the series, of the moved date
sql platform -e "UPDATE workshops SET created_at = '2026-11-01', updated_at = '2026-11-01' WHERE series_id = 1;
 UPDATE workshop_series SET created_at = '2026-11-01', updated_at = '2026-11-01'"
is "series ics: SEQUENCE begins with 0" "$(sequences)" "0 0 "
sql platform -e "UPDATE workshops SET updated_at = '2026-11-01 01:00' WHERE status = 'cancelled'"
is "series ics: a date called off raises that of the series" "$(sequences)" "3600 0 "
sql platform -e "UPDATE workshops SET updated_at = '2026-11-01 02:00' WHERE scheduled_at = '2026-12-23 01:30'"
is "series ics: a date that moves raises its own" "$(sequences | cut -d' ' -f2)" 7200

cat >"$dir/in.ics" <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Madrid:20261125T193000
DTEND;TZID=Europe/Madrid:20261125T203000
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270201
EXDATE;TZID=Europe/Madrid:20261209T193000
SUMMARY:Oración\, noche
ORGANIZER:mailto:x@example.org
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20261125
RRULE:FREQ=DAILY
SUMMARY:Whole days
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;TZID=Mars/Base:20261125T100000
RRULE:FREQ=DAILY
SUMMARY:Elsewhere
END:VEVENT
BEGIN:VEVENT
UID:4
DTSTART:20261125T100000Z
RRULE:FREQ=HOURLY
SUMMARY:Too often
END:VEVENT
BEGIN:VEVENT
UID:5
DTSTART:20261101T100000Z
RRULE:FREQ=DAILY;COUNT=30
SUMMARY:Thirty days
END:VEVENT
BEGIN:VEVENT
UID:6
DTSTART:20261125T100000Z
SUMMARY:Once
END:VEVENT
BEGIN:VTODO
UID:7
END:VTODO
END:VCALENDAR
ICS
run ws series import "$dir/in.ics" --host ana --category prayer --dry-run
is "import: dry run, some refused: status" "$status" 65
has "import: what is left out" "$out" "not taken: ORGANIZER"
has "import: whole days are refused" "$out" "it is of whole days"
has "import: an unknown zone is refused" "$out" "its time zone is not known: Mars/Base"
has "import: what comes too often is refused" "$out" "FREQ=HOURLY"
has "import: single events are named" "$out" "1 event does not repeat and is not taken: Once"
has "import: other components are named" "$out" "1 other component is not taken: VTODO"
has "import: a series that is over is named" "$out" "no later occurrence"
run ws series import "$dir/in.ics" --host ana --category prayer --yes
is "import: some were refused: status" "$status" 65
has "import: what is left out is named with --yes, too" "$errors" '"Oración, noche": not taken: ORGANIZER'
has "import: single events, too" "$errors" "is not taken: Once"
has "import: what is refused, too" "$errors" '"Whole days": refused, it is of whole days'
is "import: made" "$(sql platform -e "SELECT title, host_id, category_id, rrule, time_of_day, timezone, duration_minutes, is_active
 FROM workshop_series WHERE id > 1 ORDER BY id")" "Oración, noche	2	1	FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270120T193000Z	19:30:00	Europe/Madrid	60	0
Thirty days	2	1	FREQ=DAILY;UNTIL=20261130T100000Z	10:00:00	UTC	NULL	0"
is "import: the dates, without the one left out" "$(sql platform -e "SELECT GROUP_CONCAT(DATE(scheduled_at) ORDER BY scheduled_at)
 FROM workshops WHERE series_id = 2")" "2026-11-25,2026-12-23,2027-01-06,2027-01-20"
is "import: a count goes on where it was" "$(sql platform -e "SELECT COUNT(*), MAX(scheduled_at) FROM workshops WHERE series_id = 3")" "6	2026-11-30 10:00:00"
run ws series import "$dir/in.ics" --host ana --category prayer --yes
is "import again: nothing new" "$(sql platform -e "SELECT COUNT(*) FROM workshop_series")" 3
run ws series fill 2 3 --yes
is "import: fill has nothing to add" "$(sql platform -e "SELECT COUNT(*) FROM workshops WHERE series_id > 1")" 10
run ws series ics 2 --output "$dir/out.ics"
sql platform -e "DELETE FROM workshops WHERE series_id = 2; DELETE FROM workshop_series WHERE id = 2"
run ws series import "$dir/out.ics" --host ana --category prayer --yes
is "import of what was written: status" "$status" 0
is "import of what was written: the same" "$(sql platform -e "SELECT title, rrule FROM workshop_series ORDER BY id DESC LIMIT 1")" \
    "Oración, noche	FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270120T193000Z"
is "import of what was written: its dates" "$(sql platform -e "SELECT COUNT(*) FROM workshops w JOIN workshop_series s ON s.id = w.series_id WHERE s.title LIKE 'Ora%'")" 4
# calendar NAME DTSTART RRULE…: a calendar with one event that repeats, with more lines after its rule
calendar() {
    local name=$1 start=$2
    shift 2
    printf '%s\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//x//x//EN BEGIN:VEVENT "UID:$name" "SUMMARY:$name" \
        "DTSTART:$start" "$@" END:VEVENT END:VCALENDAR >"$dir/$name.ics"
}
import() { run ws series import "$dir/$1.ics" --host "$2" --category prayer --yes; }
series_of() { # TITLE: is it active, its workshops
    sql platform -e "SELECT s.is_active, GROUP_CONCAT(DATE(w.scheduled_at) ORDER BY w.scheduled_at) FROM workshop_series s
 LEFT JOIN workshops w ON w.series_id = s.id WHERE s.title = '$1' GROUP BY s.id"
}
calendar three 20261201T100000Z "RRULE:FREQ=DAILY;COUNT=3"
import three ana
is "import: one that ends with the dates made" "$(series_of three)" "0	2026-12-01,2026-12-02,2026-12-03"
calendar over 20250106T100000Z "RRULE:FREQ=WEEKLY;COUNT=2"
import over ana
is "import: one that is over" "$(series_of over)" "0	NULL"
calendar endless 20261201T100000Z "RRULE:FREQ=MONTHLY"
import endless ana
is "import: one that goes on" "$(series_of endless | cut -f1)" 1
calendar cancelled 20261201T100000Z "RRULE:FREQ=WEEKLY" STATUS:CANCELLED
import cancelled ana
has "import: a cancelled one is refused" "$out$errors" "it is cancelled"
is "import: a cancelled one: nothing made" "$(series_of cancelled)" ""
calendar changed 20261201T100000Z "RRULE:FREQ=DAILY;COUNT=3" END:VEVENT BEGIN:VEVENT UID:changed \
    RECURRENCE-ID:20261202T100000Z DTSTART:20261202T150000Z
import changed ana
is "import: a changed date is left out" "$(series_of changed)" "0	2026-12-01,2026-12-03"
has "import: a changed date is counted" "$out$errors" "1 event changes a date of a series"
hasnt "import: a changed date is no single event" "$out$errors" "does not repeat"
calendar later 20261201T100000Z "RRULE:FREQ=WEEKLY" "EXDATE:20261208T100000Z,20270601T100000Z"
run ws series import "$dir/later.ics" --host ana --dry-run
has "import: a later date left out is named" "$out" "1 later date left out in the file is not kept"
import later ana
has "import: a later date left out is named with --yes, too" "$errors" '"later": 1 later date left out in the file is not kept'
# COUNT is counted from DTSTART, though that date is left out
calendar firstout 20261201T100000Z "RRULE:FREQ=DAILY;COUNT=5" EXDATE:20261201T100000Z
import firstout ana
is "import: the first date left out is one of the COUNT" "$(series_of firstout)" "0	2026-12-02,2026-12-03,2026-12-04,2026-12-05"
is "import: … for ever" "$(sql platform -e "SELECT rrule FROM workshop_series WHERE title = 'firstout'")" "FREQ=DAILY;UNTIL=20261205T100000Z"
# Read again after its first date: the end is another now, the series the same.
later() { "$WSADMIN" --defaults-file="$dir/later.cnf" --as=root "$@"; }
sed 's/1795521600/1796212800/' "$dir/my.cnf" >"$dir/later.cnf"; chmod 600 "$dir/later.cnf"
run later series import "$dir/three.ics" --host ana --category prayer --yes
is "import: a week later it is still there" "$(sql platform -e "SELECT COUNT(*) FROM workshop_series WHERE title = 'three'")" 1
has "import: … and said" "$errors" '"three": left alone, is there already'
calendar parts 20261201T100000Z "RRULE:FREQ=WEEKLY" CLASS:PRIVATE X-ROOM:12 STATUS:TENTATIVE LOCATION:here LOCATION:there \
    BEGIN:VALARM ACTION:DISPLAY TRIGGER:-PT5M END:VALARM
import parts ana
has "import: every part without a place is named, once" "$errors" '"parts": not taken: CLASS, X-ROOM, LOCATION, VALARM, STATUS:TENTATIVE'
calendar unknown 20261201T100000Z "RRULE:FREQ=DAILY;COUNT=2" FOOBAR:1 BEGIN:FOO X-A:1 END:FOO END:VEVENT \
    BEGIN:VEVENT UID:once@here DTSTART:20261201T100000Z
import unknown ana
is "import: a part of no known kind is no hindrance" "$(series_of unknown)" "0	2026-12-01,2026-12-02"
has "import: … and is not taken" "$errors" '"unknown": not taken: FOOBAR, ?'
has "import: what has no title is named by its UID" "$errors" "1 event does not repeat and is not taken: once@here"
calendar broken 20261201T100000Z "RRULE:FREQ=DAILY;COUNT=2" DURATION:abc
import broken ana
has "import: a part that cannot be read is refused" "$out$errors" "a part of it is no iCalendar"
sql platform -e "UPDATE users SET can_host = 0 WHERE id = 4"
calendar nohost 20261209T100000Z "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5"
import nohost keiko
is "import: a host who may not: no dates" "$(series_of nohost)" "1	NULL"
sql platform -e "UPDATE users SET can_host = 1 WHERE id = 4"
run ws series fill "$(sql platform -e "SELECT id FROM workshop_series WHERE title = 'nohost'")" --horizon 365 --yes
is "import: … whose series keeps its start" "$(series_of nohost)" "0	2026-12-09,2026-12-23,2027-01-06,2027-01-20,2027-02-03"
calendar stopped 20261201T100000Z "RRULE:FREQ=WEEKLY;COUNT=30"
import stopped ana
id=$(sql platform -e "SELECT id FROM workshop_series WHERE title = 'stopped'")
sql platform -e "DELETE FROM workshops WHERE series_id = $id AND scheduled_at > '2026-12-16';
 UPDATE workshop_series SET is_active = 0 WHERE id = $id"
run ws series ics "$id"
is "series ics: one with a COUNT that stopped ends with its latest" "$(lines ^RRULE)" "RRULE:FREQ=WEEKLY;UNTIL=20261215T100000Z"
sql platform -e "UPDATE workshops SET scheduled_at = '2026-12-14 09:00' WHERE series_id = $id AND DATE(scheduled_at) = '2026-12-15'"
run ws series ics "$id"
is "series ics: a latest one moved earlier stays within the rule" "$(lines '^RRULE\|^RECURRENCE-ID' | tr '\n' ' ')" \
    "RRULE:FREQ=WEEKLY;UNTIL=20261215T100000Z RECURRENCE-ID:20261215T100000Z "
is "series ics: one whose COUNT is through keeps it" "$(ws series ics \
    "$(sql platform -e "SELECT id FROM workshop_series WHERE title = 'three'")" | tr -d '\r' | grep ^RRULE)" "RRULE:FREQ=DAILY;COUNT=3"
printf 'nothing' >"$dir/bad.ics"
run ws series import "$dir/bad.ics" --yes
is "import of no calendar: status" "$status" 65
tap_end
