/* Unit tests of src/recur/rule_choices: rules as a few choices and back. */
#include "recur.h"

#include <string.h>

#include "recur/rule_choices.h"

/* Choices -> rule -> text -> rule -> choices -> rule: the texts must be one, and the choices take all of it. */
static int round_trips;
static void check_round_trip(const struct rule_choices *choices) {
    struct buf first = {0}, second = {0};
    struct rule rule, again;
    struct rule_choices read;
    rule_choices_write(choices, &rule);
    rule_print(&rule, &first);
    again = parsed(buf_str(&first));
    if (!rule_choices_read(&read, &again)) fail_msg("%s is more than the choices", buf_str(&first));
    rule_choices_write(&read, &rule);
    rule_print(&rule, &second);
    assert_string_equal(buf_str(&first), buf_str(&second));
    assert_int_equal(read.freq, choices->freq);
    assert_int_equal(read.interval, choices->interval);
    assert_int_equal(read.end, choices->end);
    if (choices->freq == RULE_WEEKLY) assert_int_equal(read.weekdays, choices->weekdays);
    if (choices->freq == RULE_YEARLY) assert_int_equal(read.month, choices->month);
    if (rule_choices_has_on(choices)) {
        assert_int_equal(read.on, choices->on);
        if (read.on == CHOICES_ON_DAY) assert_int_equal(read.day, choices->day);
        if (read.on == CHOICES_ON_WEEKDAY)
            assert_int_equal(read.place * 10 + read.weekday, choices->place * 10 + choices->weekday);
    }
    buf_free(&first);
    buf_free(&second);
    round_trips++;
}

static void check_ends(struct rule_choices c) {
    static const int counts[] = {1, 12, RULE_MAX_COUNT}, intervals[] = {1, 2, RULE_MAX_INTERVAL};
    for (int i = 0; i < 3; i++) {
        c.interval = intervals[i];
        c.end = CHOICES_END_NEVER;
        check_round_trip(&c);
        c.end = CHOICES_END_COUNT;
        c.count = counts[i];
        check_round_trip(&c);
        c.end = CHOICES_END_UNTIL;
        c.until = at("2027-02-28 23:59:59");
        check_round_trip(&c);
    }
}

static void check_days(struct rule_choices c) {
    c.on = CHOICES_ON_FIRST;
    check_ends(c);
    c.on = CHOICES_ON_DAY;
    for (int day = -1; day <= CHOICES_LAST_DAY; day++)
        if (day != 0) c.day = day, check_ends(c);
    c.on = CHOICES_ON_WEEKDAY;
    for (int place = -1; place <= CHOICES_LAST_PLACE; place++)
        for (int weekday = 0; place != 0 && weekday < 7; weekday++) c.place = place, c.weekday = weekday, check_ends(c);
}

static void all_choices_are_rules_and_back(void **state) {
    (void)state;
    struct rule_choices c = {.interval = 1, .day = 1, .place = 1, .weekday = 1, .count = 1, .week_start = 1};
    c.freq = RULE_DAILY;
    check_ends(c);
    c.freq = RULE_WEEKLY;
    for (unsigned weekdays = 0; weekdays < 128; weekdays++)
        for (int start = 0; start < 2; start++) c.weekdays = weekdays, c.week_start = start, check_ends(c);
    c.freq = RULE_MONTHLY;
    check_days(c);
    c.freq = RULE_YEARLY;
    check_ends(c);
    for (c.month = 1; c.month <= 12; c.month++) check_days(c);
    assert_true(round_trips > 10000);
}

static void more_than_the_choices_is_said(void **state) {
    (void)state;
    static const char *const more[] = {
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=3",
        "FREQ=WEEKLY;BYMONTH=3",
        "FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=MONTHLY;BYDAY=1MO,3TU",
        "FREQ=MONTHLY;BYDAY=-2FR",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=1MO",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTH=1,7",
        "FREQ=YEARLY;BYYEARDAY=100",
    };
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        struct rule rule = parsed(more[i]);
        struct rule_choices c;
        if (rule_choices_read(&c, &rule)) fail_msg("%s", more[i]);
        check_round_trip(&c); /* the nearest choices are choices */
    }
}

/* An UNTIL lets the date itself through, whatever the zone, and no later one. */
static void an_end_is_a_date_in_the_zone(void **state) {
    (void)state;
    static const char *const zones[] = {"UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati",
                                        "Pacific/Pago_Pago"};
    int64_t day = civil_days(2026, 12, 31);
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        const struct zone *zone = zone_get(zones[i], NULL);
        assert_non_null(zone);
        for (int time = 0; time < 86400; time += 1800) {
            int64_t until = rule_until_of_day(day, zone);
            assert_int_equal(rule_until_day(until, time, zone), day);
            assert_true(zone_local_to_utc(zone, day * 86400 + time, NULL) <= until);
            assert_true(zone_local_to_utc(zone, (day + 1) * 86400 + time, NULL) > until);
        }
    }
    /* As it is stored, the later of instant and wall clock (recurrence.h): 16:30 in Tokyo on 1 December. */
    assert_int_equal(rule_until_day(at("2026-12-01 16:30:00"), 59400, zone_get("Asia/Tokyo", NULL)),
                     civil_days(2026, 12, 1));
    assert_int_equal(rule_until_day(at("2026-12-01 00:00:00"), 68400, zone_get("America/New_York", NULL)),
                     civil_days(2026, 11, 30));
}

/* What an UNTIL can say ends with the year 9999 of UTC. */
static void an_end_is_in_the_year_9999_at_most(void **state) {
    (void)state;
    static const char *const zones[] = {"America/New_York", "Pacific/Pago_Pago", "Asia/Tokyo"};
    int64_t day = civil_days(9999, 12, 31);
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        const struct zone *zone = zone_get(zones[i], NULL);
        struct recurrence was = {parsed("FREQ=YEARLY;UNTIL=99991231T235959Z"), 3600, zone_utc()}, r = was;
        struct buf text = {0};
        r.zone = zone;
        rule_until_keep_day(&was, &r);
        rule_print(&r.rule, &text);
        parsed(buf_str(&text));
        buf_truncate(&text, 0);
        r.rule.until = RULE_LAST_UNTIL; /* its last date is in the year 10000 of UTC, or of the zone */
        r.time_of_day = 86399;
        recurrence_end_by_date(&r, at("9990-12-31 12:00:00"));
        rule_print(&r.rule, &text);
        parsed(buf_str(&text));
        assert_true(rule_until_of_day(day, zone) <= RULE_LAST_UNTIL);
        for (int time = 0; time < 86400; time += 1800) assert_true(rule_until_day(RULE_LAST_UNTIL, time, zone) <= day);
        buf_free(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_choices_are_rules_and_back),
        cmocka_unit_test(more_than_the_choices_is_said),
        cmocka_unit_test(an_end_is_a_date_in_the_zone),
        cmocka_unit_test(an_end_is_in_the_year_9999_at_most),
    };
    return cmocka_run_group_tests_name("rule_choices", tests, NULL, NULL);
}
