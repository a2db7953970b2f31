/* Which workshop stands for which date (op/series_match), and what a series repeats by (recur/recurrence). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "op/series_match.h"
#include "recur/recurrence.h"

enum { NONE = -1, COUNT = 6 };

/* Each workshop's wanted date, NONE for none; times in hours, ended by NONE. */
static const struct {
    int64_t at[COUNT], dates[COUNT], half, want[COUNT];
} cases[] = {
    {{10, 20, 30, NONE}, {11, 21, 31, NONE}, 5, {11, 21, 31}},          /* all later by one */
    {{10, 20, 30, NONE}, {10, 30, NONE}, 5, {10, NONE, 30}},            /* one too many */
    {{10, 20, NONE}, {15, NONE}, 5, {NONE, NONE}},                      /* half a period away is too far */
    {{10, 14, NONE}, {15, 25, NONE}, 8, {NONE, 15}},                    /* left to the nearer one */
    {{0, 48, 96, 168, NONE}, {1, 169, NONE}, 84, {1, NONE, NONE, 169}}, /* Mo We Fr Mo -> Mo, an hour later */
    {{10, 10, NONE}, {10, 13, NONE}, 5, {10, 13}},                      /* two at once */
    {{12, NONE}, {10, 14, NONE}, 5, {10}},                              /* as far: the earlier */
};

static size_t length(const int64_t *hours) {
    size_t n = 0;
    while (hours[n] != NONE) n++;
    return n;
}

static void workshops_take_the_nearest_free_date(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct series_match rows[COUNT] = {0};
        size_t count = length(cases[i].at);
        for (size_t k = 0; k < count; k++) rows[k].at = cases[i].at[k];
        series_match(rows, count, cases[i].dates, length(cases[i].dates), NULL, cases[i].half);
        for (size_t k = 0; k < count; k++)
            if ((rows[k].matched ? rows[k].date : NONE) != cases[i].want[k])
                fail_msg("case %zu, workshop %zu: %lld", i, k, rows[k].matched ? (long long)rows[k].date : -1);
    }
}

/* Wed 4 Nov 2026 00:00 UTC */
enum { ANCHOR = 1793750400 };

static void an_until_ends_both_readings(void **state) {
    (void)state;
    static const struct {
        const char *rrule, *zone, *want;
    } ends[] = {
        /* 19:00 in New York is 00:00 of the next day: the instant is the later */
        {"FREQ=DAILY;UNTIL=20261110T120000Z", "America/New_York", "FREQ=DAILY;UNTIL=20261110T000000Z"},
        /* 19:00 in Tokyo is 10:00: the wall clock read as UTC is the later */
        {"FREQ=DAILY;UNTIL=20261110T120000Z", "Asia/Tokyo", "FREQ=DAILY;UNTIL=20261110T190000Z"},
    };
    for (size_t i = 0; i < 2; i++) {
        struct recurrence r;
        struct buf text = {0};
        assert_true(recurrence_check(&r, ends[i].rrule, "19:00", ends[i].zone, ANCHOR, NULL));
        rule_print(&r.rule, &text);
        assert_string_equal(buf_str(&text), ends[i].want);
        assert_true(recurrence_check(&r, ends[i].want, "19:00", ends[i].zone, ANCHOR, NULL));
        buf_truncate(&text, 0);
        rule_print(&r.rule, &text);
        assert_string_equal(buf_str(&text), ends[i].want);
        buf_free(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workshops_take_the_nearest_free_date),
        cmocka_unit_test(an_until_ends_both_readings),
    };
    return cmocka_run_group_tests_name("series_match", tests, NULL, NULL);
}
