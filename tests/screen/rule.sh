# The form of a series, and the box that builds its rule by choices.
. "$top_srcdir/tests/screen/lib.sh"
screen_database
sql screen -e "UPDATE users SET is_admin = 1 WHERE id = 1"
rule_of() { sql screen -e "SELECT rrule FROM workshop_series WHERE id = $1"; }
form_of() { # TITLE ID: its form, the cursor on the rule
    keys / C-u "$1" Enter; wait_for "1 found"; keys End e; wait_for "series #$2"; keys Tab Tab Tab; wait_for "F4 build it"
}

console 80 24; wait_for "of 51"
keys 2; wait_for "Morning devotion"
# The list says the rule in words and the next dates of the row under the cursor, and so do the boxes of fields.
keys End k k; wait_for "#76  next: Fri 4 Dec 2026 19:00, Fri 1 Jan 2027 19:00"
keys d; wait_for "every month on the first Friday"; golden detail-series-next-80x24
keys PageDown; wait_for "Fri 2 Apr 2027 19:00  UTC-05:00 -> UTC-04:00"; keys q; wait_gone "Esc closes"
keys 3; wait_for "祈りの会 夜の部 (東京)"; keys j j j j d; wait_for "every 2 weeks on Monday and Thursday"; golden detail-of-series-80x24
keys q; wait_gone "Esc closes"; keys 2; wait_for "[2 Series]"
form_of "First Friday" 76; golden form-series-80x24
before=$(everything)
keys F4; wait_for "Fri 4 Jun 2027 19:00"; golden rule-monthly-80x24
is "daylight saving is marked" "$(screen | grep -c 'UTC-05:00 ->')" 1
# Another width breaks the dates anew; on a low screen they scroll.
term_resize 120 24; wait_for "Fri 2 Apr 2027 19:00  UTC-05:00 -> UTC-04:00"
term_resize 80 13; wait_for "PgDn more"; keys PageDown PageDown; wait_for "Fri 3 Sep 2027 19:00"; golden rule-low-80x13
term_resize 80 24; wait_for "next dates"
# Every two weeks on Tuesday and Friday, 6 times.
keys Left; wait_for "< weekly >"; keys Tab C-u 2; wait_for "INTERVAL=2"
keys Tab Right Space; wait_for "BYDAY=TU"; keys Right Right Right Space; wait_for "BYDAY=TU,FR"
keys Tab Space Tab C-u 6; wait_for "Friday"; wait_for "6 times"; golden rule-weekly-80x24
keys C-u 0; wait_for "! a number from 1 to 100000"; keys Enter; wait_for $'\n a number from 1 to 100000'
is "the box stays" "$(screen | grep -c "rule by choices")" 1
keys C-u 12; wait_for "12 times"
keys Enter; wait_gone "rule by choices"; wait_for "BYDAY=TU,FR;COUNT=12  was"
is "nothing is written by taking it" "$(everything)" "$before"
keys F4; wait_for "12 times"; keys Space; wait_for "every 2 months"; keys Escape; wait_gone "rule by choices"
wait_for "BYDAY=TU,FR;COUNT=12  was"
ok "Esc leaves the form's rule" true
keys F2; wait_for "y do it"; wait_for "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;COUNT=12"; golden form-series-plan-80x24
keys y; wait_gone "series #76 ─"
is "the rule is written" "$(rule_of 76)" "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;COUNT=12"

# One that is gone has no first date: said, also where the dates would stand.
sql screen -e "INSERT INTO workshop_series (id, host_id, title, rrule, time_of_day, timezone) VALUES (90, 1, 'Gone', 'FREQ=DAILY', '10:00:00', 'UTC')"
form_of "Gone" 90; wait_for "#90  next: "; sql screen -e "DELETE FROM workshop_series WHERE id = 90"
keys F4; wait_for "there is no series #90"; golden rule-gone-80x24
keys C-g C-g; wait_gone "series #90 ─"

# An end by its date, in the series' zone.
form_of "Lunch break" 73; keys F4; wait_for "every week on Wednesday"
keys BTab Left; wait_for "< on a date >"; keys Tab C-u '2026-12-0'; wait_for "a date such as"; keys 9; wait_for "UNTIL=20261210T04"; wait_for "Wed 9 Dec 2026 12:15"
is "the last date is that day" "$(screen | grep -oE 'Wed [0-9]+ (Nov|Dec) 2026 12:15' | tail -1)" "Wed 9 Dec 2026 12:15"
keys C-g C-g C-g; wait_gone "series #73 ─"

# A rule that says more than the choices stays, unless one is made; one that cannot be read too.
sql screen -e "UPDATE workshop_series SET rrule = 'FREQ=MONTHLY;BYDAY=1FR,3FR' WHERE id = 76;
    UPDATE workshop_series SET rrule = 'FREQ=HOURLY' WHERE id = 72"
form_of "First Friday" 76; keys F4; wait_for "says more"; wait_for "#76  next: "; golden rule-more-80x24
keys Enter; wait_gone "rule by choices"; wait_for "FREQ=MONTHLY;BYDAY=1FR,3FR"
keys F4; wait_for "says more"; keys Tab C-u 3; wait_gone "says more"; wait_for "FREQ=MONTHLY;INTERVAL=3;BYDAY=1FR"
keys C-g C-g C-g; wait_gone "series #76 ─"
form_of "Youth" 72; keys F4; wait_for "cannot be read"; keys Enter; wait_gone "rule by choices"; wait_for "FREQ=HOURLY"
keys C-g; wait_gone "series #72 ─"
is "they stayed" "$(rule_of 76) $(rule_of 72)" "FREQ=MONTHLY;BYDAY=1FR,3FR FREQ=HOURLY"

# A new series: the rule before its time and zone are there.
keys Escape; wait_gone "filter:"; keys o; wait_for "new series"; keys 'Advent vigil' Tab ana Tab Tab F4; wait_for "not filled in yet"
keys Left; wait_for "< daily >"; keys Left; wait_for "< yearly >"; keys Tab Tab Left; wait_for "< December >"
keys Tab Space Space; wait_for "< a weekday >"; keys Tab Left; wait_for "< last >"; keys Tab Left; wait_for "< Sunday >"; golden rule-new-80x24
keys Enter; wait_gone "rule by choices"; wait_for "BYMONTH=12;BYDAY=-1SU"
keys Tab 18:00 Tab Europe/Madrid F2; wait_for "y do it"; wait_for "every year on the last Sunday in December at 18:00 (Europe/Madrid)"
keys y; wait_gone "new series"
is "made" "$(sql screen -e "SELECT CONCAT_WS('|', rrule, time_of_day, timezone) FROM workshop_series WHERE title = 'Advent vigil'")" \
    "FREQ=YEARLY;BYMONTH=12;BYDAY=-1SU|18:00:00|Europe/Madrid"

# On the smallest screen: a line at a time, the rest by PgDn.
form_of "Healing" 71; keys F4; wait_for "rule by choices"; term_resize 40 10; wait_gone "[2 Series]  3 Upcoming  9 Hosts      category"
keys Tab Tab; wait_for "*Mo  Tu  We *Th"; golden rule-40x10
keys PageDown PageDown PageDown; wait_for "FREQ=WEEKLY"; keys PageDown PageDown PageDown PageDown; wait_for "Nov 2026"; golden rule-dates-40x10
keys C-g C-g; wait_gone "series #71 ─"; quit_console

console 180 24; wait_for "31 joined of"
keys 2; wait_for "[2 Series]"; keys End k k k z; wait_for "In words"; wait_for "every month on the first Friday and the third Friday"; wait_for "next: Fri 4 Dec"; golden series-zoomed-180x24
quit_console

LC_ALL=C console 80 24; wait_for "31 joined of"
keys 2; wait_for "Morning devotion"; form_of "Healing" 71; keys F4; wait_for "Thu 26 Nov 2026"; golden rule-c-80x24
keys C-g C-g; wait_gone "series #71 -"; quit_console
tap_end
