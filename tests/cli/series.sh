# Series on the command line: rules tried out, next dates, filling, stopping.
. "$top_srcdir/tests/cli/lib.sh"
one_line() { printf '%s' "$1" | tr '\n' ' '; }

run "$WSADMIN" rrule 'FREQ=WEEKLY;BYDAY=MO' --timezone America/New_York --time 19:00 --from 2026-11-24T12:00:00Z \
    --horizon 14 --json
is "rrule: status" "$status" 0
is "rrule: instants without a database" "$(one_line "$out")" '[ {"utc": "2026-12-01T00:00:00Z", "local": "2026-11-30T19:00:00-05:00"}, {"utc": "2026-12-08T00:00:00Z", "local": "2026-12-07T19:00:00-05:00"} ]'
run "$WSADMIN" rrule 'rrule:freq=daily' --timezone=Europe/Madrid --time=02:30 --from=2026-03-28 --horizon=2
is "rrule: a time that is jumped over moves forward" "$out" "utc	local
2026-03-28T01:30:00Z	2026-03-28T02:30:00+01:00
2026-03-29T01:30:00Z	2026-03-29T03:30:00+02:00"
run "$WSADMIN" rrule 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' --timezone UTC --time 10:00
is "rrule: an impossible rule: status" "$status" 65
has "rrule: an impossible rule: said" "$errors" "no occurrence within ten years"
run "$WSADMIN" rrule 'FREQ=HOURLY' --timezone UTC --time 10:00
is "rrule: a bad rule: status" "$status" 65
run "$WSADMIN" rrule 'FREQ=DAILY' --timezone Mars/Base --time 10:00
is "rrule: an unknown zone: status" "$status" 65
run "$WSADMIN" rrule 'FREQ=DAILY' --timezone UTC
is "rrule: no time: status" "$status" 64
run "$WSADMIN" rrule 'FREQ=DAILY;COUNT=2' --timezone UTC --time 10:00 --from 2026-11-24 --json
is "rrule: COUNT ends it" "$(printf '%s\n' "$out" | grep -c utc)" 2
tap_end
