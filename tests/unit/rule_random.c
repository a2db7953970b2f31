/* Random rules (fixed seed) against other implementations: simple ones against libical here, all kinds against what
 * npm's rrule agreed with; `rule_random.test --print N` prints rules of every kind with their dates, one JSON object a
 * line, for npm's rrule (tests/interop/rrule.sh). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/parse.h"
#include "recur/rule.h"

enum { SIMPLE = 3000, DATES = 30, DAY = 86400, TEN_O_CLOCK = 36000, PRINTED_DAYS = 3653 };

#define SEED UINT64_C(20261124)
#define AGREED UINT64_C(0xb8e464523c5fe687)

static uint64_t state_ = SEED;

static unsigned below(unsigned limit) {
    state_ = state_ * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state_ >> 33) % limit;
}

static const char *const freqs[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
static const char *const weekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/* npm's takes the -4th of three for the first. */
static const char *const positions[] = {"1", "2", "3", "-1"};

static int64_t random_anchor(void) { return (int64_t)(civil_days(2024, 1, 1) + below(1500)) * DAY + TEN_O_CLOCK; }

/* ";NAME=1,-2": up to `most` different numbers of 1 to `limit`, negative ones too when `signs`. */
static void add_numbers(struct buf *out, const char *name, unsigned most, unsigned limit, bool signs) {
    char seen[800] = {0};
    unsigned count = 1 + below(most);
    buf_addf(out, ";%s=", name);
    for (unsigned i = 0, written = 0; i < count; i++) {
        int n = (int)(1 + below(limit)) * (signs && below(3) == 0 ? -1 : 1);
        if (seen[n + 400]) continue;
        seen[n + 400] = 1;
        buf_addf(out, "%s%d", written++ ? "," : "", n);
    }
}

static void add_weekdays(struct buf *out, int ordinals) {
    unsigned first = below(7), count = 1 + below(3);
    bool numbered = ordinals && below(2); /* all or none: npm's rrule wants both of a mixture */
    buf_add(out, ";BYDAY=");
    for (unsigned i = 0; i < count; i++) {
        if (i > 0) buf_add_char(out, ',');
        if (numbered) buf_addf(out, "%s%u", below(3) ? "" : "-", 1 + below((unsigned)ordinals));
        buf_add(out, weekdays[(first + 2 * i) % 7]);
    }
}

/* Of every kind that rule_parse takes. */
static void random_rule(struct buf *out) {
    unsigned freq = below(4);
    buf_addf(out, "FREQ=%s", freqs[freq]);
    if (below(2)) buf_addf(out, ";INTERVAL=%u", 1 + below(4));
    /* Of two numbers that are one day npm's makes two, and its first week begins at the first date. */
    bool position = freq > 1 && below(4) == 0, by = false;
    if (below(3) == 0) add_numbers(out, "BYMONTH", 3, 12, false), by = true;
    if (freq != 1 && below(3) == 0) add_numbers(out, "BYMONTHDAY", 3, 31, !position), by = true;
    if (freq == 3 && below(4) == 0) add_numbers(out, "BYYEARDAY", 4, 366, !position), by = true;
    if (below(2)) add_weekdays(out, freq < 2 ? 0 : 4), by = true;
    if (by && position) buf_addf(out, ";BYSETPOS=%s", positions[below(4)]);
    if (below(3) == 0) buf_addf(out, ";WKST=%s", weekdays[below(7)]);
    if (below(2)) buf_addf(out, ";COUNT=%u", 1 + below(40));
}

/* Of those that libical gets right (LIBRARIES: no week of two with BYDAY, no negative days, no BYSETPOS). */
static void simple_rule(struct buf *out) {
    switch (below(5)) {
    case 0: buf_addf(out, "FREQ=DAILY;INTERVAL=%u", 1 + below(20)); break;
    case 1:
        buf_add(out, "FREQ=WEEKLY");
        add_weekdays(out, 0);
        break;
    case 2:
        buf_addf(out, "FREQ=MONTHLY;INTERVAL=%u", 1 + below(5));
        add_numbers(out, "BYMONTHDAY", 3, 28, false);
        break;
    case 3: buf_addf(out, "FREQ=MONTHLY;BYDAY=%s%s", below(4) ? "1" : "-1", weekdays[below(7)]); break;
    default: buf_addf(out, "FREQ=YEARLY;BYMONTH=%u;BYMONTHDAY=%u", 1 + below(12), 1 + below(28));
    }
    if (below(2)) buf_addf(out, ";COUNT=%u", 1 + below(DATES));
}

static size_t ours(const char *text, int64_t anchor, int64_t dates[DATES]) {
    struct rule rule;
    struct rule_iter it;
    struct err e = {0};
    size_t count = 0;
    if (!rule_parse(text, &rule, NULL, &e)) fail_msg("%s: %s", text, e.text);
    rule_iter_start(&it, &rule, zone_utc(), anchor, TEN_O_CLOCK);
    while (count < DATES && rule_iter_next(&it, &dates[count])) count++;
    return count;
}

static void simple_rules_are_those_of_libical(void **state) {
    (void)state;
    for (int i = 0; i < SIMPLE; i++) {
        struct buf text = {0};
        simple_rule(&text);
        int64_t anchor = random_anchor(), dates[DATES];
        size_t count = ours(buf_str(&text), anchor, dates);
        struct icalrecurrencetype rule = icalrecurrencetype_from_string(buf_str(&text));
        icalrecur_iterator *it = icalrecur_iterator_new(rule, icaltime_from_timet_with_zone((time_t)anchor, 0, NULL));
        assert_non_null(it);
        for (size_t k = 0; k < count; k++) {
            struct icaltimetype t = icalrecur_iterator_next(it);
            /* of a date that is none of the rule's libical makes the first one nevertheless */
            if (k == 0 && icaltime_as_timet(t) == (time_t)anchor && dates[0] != anchor) t = icalrecur_iterator_next(it);
            if (icaltime_is_null_time(t) || icaltime_as_timet(t) != (time_t)dates[k])
                fail_msg("%s from %" PRId64 ": date %zu is %" PRId64 ", libical's %lld", buf_str(&text), anchor, k,
                         dates[k], (long long)icaltime_as_timet(t));
        }
        if (count < DATES && !icaltime_is_null_time(icalrecur_iterator_next(it)))
            fail_msg("%s from %" PRId64 ": libical's has more than %zu dates", buf_str(&text), anchor, count);
        icalrecur_iterator_free(it);
        buf_free(&text);
    }
}

/* A rule with its dates as a line of JSON; nothing for one that is none, or never comes. */
static void add_line(struct buf *out) {
    struct buf text = {0};
    random_rule(&text);
    int64_t anchor = random_anchor(), dates[DATES];
    struct rule rule;
    if (rule_parse(buf_str(&text), &rule, NULL, NULL) && rule_is_possible(&rule, zone_utc(), anchor, TEN_O_CLOCK)) {
        size_t found = ours(buf_str(&text), anchor, dates), all = found;
        buf_addf(out, "{\"rrule\":\"%s\",\"anchor\":%" PRId64 ",\"dates\":[", buf_str(&text), anchor);
        /* npm's looks at every day until the last: not at centuries */
        while (found > 1 && dates[found - 1] > anchor + (int64_t)PRINTED_DAYS * DAY) found--;
        for (size_t k = 0; k < found; k++) buf_addf(out, "%s%" PRId64, k > 0 ? "," : "", dates[k]);
        buf_addf(out, "]%s}\n", found == all && found < DATES ? ",\"ended\":true" : "");
    }
    buf_free(&text);
}

static int print(int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        struct buf line = {0};
        add_line(&line);
        fputs(buf_str(&line), stdout);
        buf_free(&line);
    }
    return 0;
}

/* The lines of `--print 3000` are those that npm's rrule agreed with (tests/interop/rrule.sh, which compares them
 * anew): their FNV-1a sum. It changes only with the random rules above, and then npm must be asked again. */
static void dates_are_those_that_npm_agreed_with(void **state) {
    (void)state;
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    state_ = SEED;
    for (int i = 0; i < SIMPLE; i++) {
        struct buf line = {0};
        add_line(&line);
        for (const char *p = buf_str(&line); *p; p++) sum = (sum ^ (unsigned char)*p) * UINT64_C(0x100000001b3);
        buf_free(&line);
    }
    if (sum != AGREED) fail_msg("the sum is 0x%016" PRIx64, sum);
}

int main(int argc, char **argv) {
    int64_t count;
    if (argc == 3 && !strcmp(argv[1], "--print") && parse_int(argv[2], 1, INT32_MAX, &count)) return print(count);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_rules_are_those_of_libical),
        cmocka_unit_test(dates_are_those_that_npm_agreed_with),
    };
    return cmocka_run_group_tests_name("rule_random", tests, NULL, NULL);
}
