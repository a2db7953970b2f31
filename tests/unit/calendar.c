/* The calendar's days and hours: months and weeks, moving, the days on which clocks change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ui/calendar.h"

enum { SUNDAY, MONDAY };

static const struct zone *zone_of(const char *name) {
    const struct zone *z = zone_get(name, NULL);
    assert_non_null(z);
    return z;
}

static void check_range(enum picture picture, int first_weekday, int64_t day, int64_t from, int64_t to) {
    struct calendar cal = {.picture = picture, .first_weekday = first_weekday, .day = day};
    int64_t got_from, got_to;
    calendar_range(&cal, &got_from, &got_to);
    assert_int_equal(got_from, from);
    assert_int_equal(got_to, to);
}

static void pictures_hold_whole_weeks(void **state) {
    (void)state;
    int64_t day = civil_days(2026, 11, 23);
    check_range(PICTURE_MONTH, MONDAY, day, civil_days(2026, 10, 26), civil_days(2026, 12, 7));
    check_range(PICTURE_MONTH, SUNDAY, day, civil_days(2026, 11, 1), civil_days(2026, 12, 6));
    check_range(PICTURE_MONTH, MONDAY, civil_days(2027, 2, 28), civil_days(2027, 2, 1), civil_days(2027, 3, 1));
    check_range(PICTURE_WEEK, MONDAY, day, day, day + 7);
    check_range(PICTURE_WEEK, SUNDAY, day, day - 1, day + 6);
    check_range(PICTURE_WEEK, MONDAY, day - 1, day - 7, day);
    check_range(PICTURE_WEEK, MONDAY, -1, -3, 4); /* Wed 31 Dec 1969 */
}

static int64_t moved(enum picture picture, int64_t day, const char *how) {
    struct calendar cal = {.picture = picture, .first_weekday = MONDAY, .day = day};
    assert_true(calendar_move(&cal, zone_utc(), how));
    return cal.day;
}

static void the_cursor_moves(void **state) {
    (void)state;
    int64_t day = civil_days(2026, 1, 31);
    assert_int_equal(moved(PICTURE_MONTH, day, "next"), day + 1);
    assert_int_equal(moved(PICTURE_MONTH, day, "previous"), day - 1);
    assert_int_equal(moved(PICTURE_MONTH, day, "down"), day + 7);
    assert_int_equal(moved(PICTURE_MONTH, day, "up"), day - 7);
    assert_int_equal(moved(PICTURE_MONTH, day, "page-down"), civil_days(2026, 2, 28));
    assert_int_equal(moved(PICTURE_MONTH, day, "page-up"), civil_days(2025, 12, 31));
    assert_int_equal(moved(PICTURE_WEEK, day, "page-down"), day + 7);
    assert_int_equal(moved(PICTURE_WEEK, day, "page-up"), day - 7);
    assert_int_equal(moved(PICTURE_WEEK, day, "next"), day + 1);
    assert_int_equal(moved(PICTURE_MONTH, civil_days(9998, 12, 31), "next"), civil_days(9998, 12, 31));
    assert_int_equal(moved(PICTURE_MONTH, civil_days(1, 1, 1), "page-up"), civil_days(1, 1, 1));
    struct calendar cal = {.picture = PICTURE_WEEK, .first_weekday = MONDAY, .day = day};
    assert_true(calendar_move(&cal, zone_utc(), "up"));
    assert_int_equal(cal.line, 0);
    for (int i = 0; i < 30; i++) assert_true(calendar_move(&cal, zone_utc(), "down"));
    assert_int_equal(cal.line, 23);
    assert_int_equal(cal.day, day);
    assert_false(calendar_move(&cal, zone_utc(), "2026-01-01"));
}

/* Hours that a day has, of the lines of its week. */
static int hours_of(const struct zone *z, int64_t day, int64_t week, size_t lines) {
    struct calendar_hour hours[CALENDAR_HOURS_MAX];
    size_t count = calendar_hours(z, week, hours);
    int there = 0;
    assert_int_equal(count, lines);
    for (size_t i = 0; i < count; i++) there += calendar_has_hour(z, day, &hours[i]);
    return there;
}

static void days_have_their_hours(void **state) {
    (void)state;
    const struct zone *ny = zone_of("America/New_York"), *howe = zone_of("Australia/Lord_Howe");
    int64_t spring = civil_days(2026, 3, 8), autumn = civil_days(2026, 11, 1);
    assert_int_equal(hours_of(ny, spring, spring - 6, 24), 23);
    assert_int_equal(hours_of(ny, spring - 1, spring - 6, 24), 24);
    assert_int_equal(hours_of(ny, autumn, autumn - 6, 25), 25);
    assert_int_equal(hours_of(ny, autumn - 1, autumn - 6, 25), 24);
    /* Half an hour is left out, and comes twice: the hours are there. */
    assert_int_equal(hours_of(howe, civil_days(2026, 10, 4), civil_days(2026, 9, 28), 24), 24);
    assert_int_equal(hours_of(howe, civil_days(2026, 4, 5), civil_days(2026, 3, 30), 25), 25);
}

/* One workshop every half an hour of the day on which clocks go back: each in one line, 01:00 and 01:30 in two. */
static void each_instant_has_one_line(void **state) {
    (void)state;
    const struct zone *ny = zone_of("America/New_York");
    int64_t day = civil_days(2026, 11, 1), start = calendar_day_start(ny, day);
    struct calendar cal = {.first_weekday = MONDAY, .day = day, .count = 50, .complete_to = INT64_MAX};
    cal.from = day - 6;
    cal.to = day + 1;
    cal.times = mem_zero(cal.count, sizeof *cal.times);
    for (size_t i = 0; i < cal.count; i++) cal.times[i] = start + (int64_t)i * 1800;
    struct calendar_hour hours[CALENDAR_HOURS_MAX];
    size_t count = calendar_hours(ny, cal.from, hours), in_hour, in_day, other;
    assert_int_equal(calendar_find(&cal, ny, day, NULL, &in_day), 0);
    assert_int_equal(in_day, 50);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(calendar_find(&cal, ny, day, &hours[i], &in_hour), i * 2);
        assert_int_equal(in_hour, 2);
        calendar_find(&cal, ny, day - 1, &hours[i], &other);
        assert_int_equal(other, 0);
    }
    calendar_go(&cal, ny, start + 2 * 3600); /* the second 01:00 */
    assert_int_equal(cal.line, 2);
    assert_true(hours[cal.line].again && hours[cal.line].hour == 1);
    assert_true(calendar_knows(&cal, ny, day));
    cal.complete_to = start + 3600;
    assert_false(calendar_knows(&cal, ny, day));
    assert_true(calendar_knows(&cal, ny, day - 1));
    assert_false(calendar_knows(&cal, ny, day + 1));
    free(cal.times);
}

static void weeks_begin_on_monday_without_a_locale(void **state) {
    (void)state;
    setlocale(LC_ALL, "C");
    assert_int_equal(calendar_first_weekday(), MONDAY);
    if (setlocale(LC_ALL, "C.UTF-8")) assert_int_equal(calendar_first_weekday(), MONDAY);
    if (setlocale(LC_ALL, "en_US.UTF-8")) assert_int_equal(calendar_first_weekday(), SUNDAY);
    if (setlocale(LC_ALL, "es_ES.UTF-8")) assert_int_equal(calendar_first_weekday(), MONDAY);
    setlocale(LC_ALL, "C");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_hold_whole_weeks),
        cmocka_unit_test(the_cursor_moves),
        cmocka_unit_test(days_have_their_hours),
        cmocka_unit_test(each_instant_has_one_line),
        cmocka_unit_test(weeks_begin_on_monday_without_a_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
