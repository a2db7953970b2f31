/* Recurrence rules: RFC 5545 section 3.3.10 without DTSTART, as they stand in workshop_series.rrule (SPEC section 6).
 *
 * What is taken: FREQ of DAILY, WEEKLY, MONTHLY, YEARLY; INTERVAL 1-1000; BYMONTH, BYMONTHDAY, BYYEARDAY, BYDAY,
 * BYSETPOS where the RFC allows them; WKST; COUNT or UNTIL. An UNTIL is an instant in UTC, and included. */
#ifndef WS_RECUR_RULE_H
#define WS_RECUR_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "recur/zone.h"

enum { RULE_MAX_LENGTH = 500, RULE_MAX_INTERVAL = 1000, RULE_MAX_COUNT = 100000, RULE_MAX_SET = 366 };

/* 9999-12-31T23:59:59Z: no UNTIL can say more. */
#define RULE_LAST_UNTIL INT64_C(253402300799)

enum rule_freq { RULE_DAILY, RULE_WEEKLY, RULE_MONTHLY, RULE_YEARLY };

/* Numbers of one part, counted from the first (1 to 366) or from the last (-1 to -366), as bits. */
struct rule_numbers {
    uint64_t first[6], last[6];
};

struct rule {
    enum rule_freq freq;
    int interval;
    int count; /* 0 = no COUNT */
    bool has_until;
    int64_t until;
    int week_start;             /* 0 = Sunday, as civil.weekday */
    unsigned months;            /* bit m = month m */
    unsigned weekdays;          /* bit d = every weekday d */
    struct rule_numbers nth[7]; /* BYDAY with a number, by weekday */
    struct rule_numbers month_days, year_days, positions;
};

/* Reads a rule, strictly; lower case and "RRULE:" in front are taken. On failure WS_DATA says the column and the
 * reason; `column` (may be NULL) gets it, from 1. */
bool rule_parse(const char *text, struct rule *rule, size_t *column, struct err *err) __attribute__((nonnull(1, 2)));

/* The normal form, as it is stored: upper case, parts in a fixed order, what is the default left out. */
void rule_print(const struct rule *rule, struct buf *out);

/* "19:00" or "19:00:00", in seconds after midnight; printed with seconds where there are some. */
bool rule_parse_time(const char *text, int *seconds, struct err *err) __attribute__((nonnull(1, 2)));
void rule_print_time(int seconds, struct buf *out);

int64_t rule_until_at_most(int64_t until); /* it, or RULE_LAST_UNTIL */

unsigned rule_numbered_weekdays(const struct rule *rule); /* those with a number in BYDAY, as bits */
/* Three or more weekdays in a row, and no others: Monday to Friday. A week goes from Monday to Sunday here. */
bool rule_weekdays_run(unsigned weekdays, int *first, int *last);

bool rule_numbers_has(const struct rule_numbers *numbers, int number); /* number 1 to 366 or -1 to -366 */
void rule_numbers_add(struct rule_numbers *numbers, int number);
bool rule_numbers_any(const struct rule_numbers *numbers);
/* The next number after `after` in the order 1 2 3 … -3 -2 -1, 0 when there is none; 0 starts. */
int rule_numbers_next(const struct rule_numbers *numbers, int after);

/* Walks over the occurrences of a rule. Nothing is allocated, nothing need be ended. */
struct rule_iter {
    struct rule rule;      /* with what the RFC takes from the first date filled in */
    unsigned nth_weekdays; /* rule_numbered_weekdays */
    bool has_month_days, has_year_days, has_positions;
    const struct zone *zone;
    int time_of_day;
    int64_t first_day;         /* days since 1970 of the first date */
    int64_t first_month;       /* months since year 0 of the first date */
    int64_t period;            /* the next week, month or year, counted from the first date's */
    int64_t set[RULE_MAX_SET]; /* the days of this period */
    int set_count, set_next;
    int empty_most; /* so many days in a row without an occurrence are its end */
    int found;      /* occurrences so far */
    int64_t last;
    bool done;
};

/* `anchor` gives the first date: the local date in `zone` of the series' earliest workshop. `time_of_day` in seconds.
 */
void rule_iter_start(struct rule_iter *it, const struct rule *rule, const struct zone *zone, int64_t anchor,
                     int time_of_day);
/* The next occurrence, each later than the one before. The first can be earlier than the anchor, on its date: it counts
 * for COUNT, and whoever wants only later ones leaves it out. False at the end: after COUNT, UNTIL or the year 9999, or
 * when 15,000 days in a row (40 years of every period) hold none. */
bool rule_iter_next(struct rule_iter *it, int64_t *utc);

/* Does it occur within ten years after the anchor? What does not is refused. */
bool rule_is_possible(const struct rule *rule, const struct zone *zone, int64_t anchor, int time_of_day);

#endif
