/* Unit tests of src/recur/when. */
#include "recur.h"

#include "recur/when.h"

static void check(struct buf *out, const char *want) {
    assert_string_equal(buf_str(out), want);
    buf_truncate(out, 0);
}

static void people_are_told_in_their_language(void **state) {
    (void)state;
    struct buf out = {0};
    const struct zone *zone = zone_get("America/New_York", NULL);
    assert_non_null(zone);
    when_add(&out, at("2026-12-01 00:00:00"), zone, WHEN_EN);
    check(&out, "Mon 30 Nov 2026 19:00 (America/New_York)");
    when_add(&out, at("2026-12-01 00:00:00"), zone, WHEN_ES);
    check(&out, "lun 30 nov 2026 19:00 (America/New_York)");
    when_add(&out, at("2026-09-02 09:05:00"), zone_utc(), WHEN_ES);
    check(&out, "mié 2 sep 2026 09:05 (UTC)");
    buf_free(&out);
}

static void the_screen_says_the_least(void **state) {
    (void)state;
    struct buf out = {0};
    const struct zone *zone = zone_get("America/New_York", NULL);
    assert_non_null(zone);
    int64_t now = at("2026-11-23 07:13:40"); /* Mon 23 Nov 02:13 there */
    static const struct {
        const char *utc, *want;
    } cases[] = {{"2026-11-23 07:13:00", "now"},
                 {"2026-11-23 07:14:00", "in 1m"},
                 {"2026-11-23 07:30:00", "in 17m"},
                 {"2026-11-23 08:12:00", "in 59m"},
                 {"2026-11-23 08:13:00", "03:13"},
                 {"2026-11-23 11:00:00", "06:00"},
                 {"2026-11-23 06:27:00", "01:27"},
                 {"2026-11-24 04:59:00", "23:59"},
                 {"2026-11-24 05:00:00", "Tue 00:00"},
                 {"2026-11-29 21:00:00", "Sun 16:00"},
                 {"2026-12-01 00:00:00", "30 Nov 19:00"},
                 {"2026-11-22 20:00:00", "22 Nov 15:00"},
                 {"2027-12-01 00:00:00", "30 Nov 2027 19:00"},
                 {"2025-01-01 05:00:00", "1 Jan 2025 00:00"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        when_add_short(&out, at(cases[i].utc), now, zone);
        check(&out, cases[i].want);
    }
    when_add_live(&out, now - 47 * 60 - 30, now);
    check(&out, "live 47m");
    when_add_live(&out, now - 3 * 3600 - 59 * 60, now);
    check(&out, "live 3h");
    when_add_live(&out, now + 5, now); /* clocks differ */
    check(&out, "live 0m");
    when_add_overdue(&out, now - 28 * 60, now);
    check(&out, "28m overdue");
    when_add_overdue(&out, now - 50 * 3600, now);
    check(&out, "2d overdue");
    when_add_clock(&out, now, zone);
    check(&out, "Mon 23 Nov 02:13");
    when_add_date(&out, now, zone);
    check(&out, "Mon 23 Nov 2026 02:13");
    buf_free(&out);
}

static void iso_has_the_offset(void **state) {
    (void)state;
    static const struct {
        const char *zone, *utc, *want;
    } cases[] = {{"America/New_York", "2026-12-01 00:00:00", "2026-11-30T19:00:00-05:00"},
                 {"America/New_York", "2026-07-01 00:00:00", "2026-06-30T20:00:00-04:00"},
                 {"Asia/Kathmandu", "2026-12-01 00:00:00", "2026-12-01T05:45:00+05:45"},
                 {"UTC", "2026-12-01 00:00:00", "2026-12-01T00:00:00+00:00"},
                 {"America/New_York", "1850-01-01 12:00:00", "1850-01-01T07:03:58-04:56:02"}};
    struct buf out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        when_add_iso(&out, at(cases[i].utc), zone_get(cases[i].zone, NULL));
        check(&out, cases[i].want);
    }
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_told_in_their_language),
        cmocka_unit_test(the_screen_says_the_least),
        cmocka_unit_test(iso_has_the_offset),
    };
    return cmocka_run_group_tests_name("when", tests, NULL, NULL);
}
